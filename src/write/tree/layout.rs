//! Where the persons of a tree stand in a picture, and how the lines between them run.
//!
//! A person stands in a row with their partners, and below each couple stand its children. The
//! rows of a person's descendants keep to a span of their own, as do those of each grandparent's
//! ancestors, and no line leaves the span of its family: so no two lines cross, whatever the base
//! says. Who would have to stand in two places is drawn in both.
//!
//! No library does this: those for trees know no couples, and those for graphs keep neither
//! couples nor sisters and brothers together.
//!
//! Generations lie along one axis (`deep`), persons of a generation along the other (`along`);
//! which of them is horizontal is for the picture.

use crate::base::schema::Certainty;
use crate::query::family::tree::{Child, Tree};

/// The measures of a picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measures {
    /// The sides of a box.
    pub along: f64,
    pub deep: f64,
    /// Between two of a couple, where their line runs.
    pub couple: f64,
    /// Between neighbours.
    pub apart: f64,
    /// Between generations.
    pub generation: f64,
}

/// A picture, its boxes and lines from (0, 0) on.
#[derive(Debug)]
pub(super) struct Layout {
    pub boxes: Vec<Placed>,
    pub lines: Vec<Drawn>,
    pub along: f64,
    pub deep: f64,
    /// Children that no line shows: union and child.
    pub undrawn: Vec<(usize, usize)>,
    /// Unions that no line shows.
    pub apart: Vec<usize>,
}

/// Somebody's place: the middle of the box.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    /// `None` is a parent who is not stated.
    pub member: Option<usize>,
    /// Whether they stand elsewhere too.
    pub again: bool,
    /// The union that has them here as a child, and which.
    pub child: Option<(usize, usize)>,
    /// The union that has them here as the other partner.
    pub partner: Option<usize>,
    pub along: f64,
    pub deep: f64,
}

/// A line and what it means.
#[derive(Debug, Clone)]
pub(super) struct Drawn {
    pub meaning: Meaning,
    /// Each next to the one before along one axis.
    pub points: Vec<(f64, f64)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Bond {
        union: usize,
    },
    /// From a couple to where its children part.
    Trunk {
        union: usize,
        certainty: Certainty,
    },
    Child {
        union: usize,
        certainty: Certainty,
    },
}

/// A box within a row.
#[derive(Debug, Clone, Copy)]
struct Slot {
    member: Option<usize>,
    again: bool,
    child: Option<(usize, usize)>,
    partner: Option<usize>,
    /// From the middle of the row.
    at: f64,
}

/// Persons side by side: somebody with partners, or two parents with theirs.
#[derive(Debug)]
struct Row {
    slots: Vec<Slot>,
    generation: i64,
    joins: Vec<Join>,
    /// The slots on whose account the others are there, two parents or the same one twice: others
    /// stand to the left of the first and to the right of the second.
    base: (usize, usize),
    /// The join between or below those.
    middle: Option<usize>,
    /// Rows of the parents of a slot.
    above: Vec<(usize, usize)>,
    /// How far it and what hangs on it reach to both sides.
    span: (f64, f64),
    /// The middle of the row in the picture.
    at: f64,
}

/// A union in a row.
#[derive(Debug)]
struct Join {
    union: usize,
    ends: Ends,
    children: Vec<Below>,
    /// Where the line to the children begins, from the middle of the row.
    drop: f64,
}

/// What a union joins.
#[derive(Debug, Clone, Copy)]
enum Ends {
    /// Nobody else: the line begins below the slot.
    One,
    /// Neighbours, the one on whose account the other is there first.
    Two(usize, usize),
    /// A slot and one beyond its neighbour: the line runs over those between, and the children
    /// hang on the second.
    Over(usize, usize, usize),
}

/// A child of a join: the row in which they stand, its place from the middle of the parents' row.
#[derive(Debug)]
struct Below {
    child: usize,
    row: usize,
    slot: usize,
    at: f64,
}

/// Lays a tree out.
pub(super) fn layout(tree: &Tree<'_>, measures: &Measures) -> Layout {
    let mut plan = Plan::new(tree);
    plan.build();
    plan.measure(measures);
    plan.place();
    plan.draw(measures)
}

struct Plan<'t, 'a> {
    tree: &'t Tree<'a>,
    rows: Vec<Row>,
    /// How many rows stand in the part of the root's descendants and their families.
    below: usize,
    stands: Vec<bool>,
    drawn: Vec<bool>,
}

impl<'t, 'a> Plan<'t, 'a> {
    fn new(tree: &'t Tree<'a>) -> Self {
        let stands = vec![false; tree.members.len()];
        let drawn = vec![false; tree.unions.len()];
        Self { tree, rows: Vec::new(), below: 0, stands, drawn }
    }

    // ---- who stands in which row ----

    /// The row of the root's parents first, then what is below, then what is above.
    fn build(&mut self) {
        let root = self.tree.root;
        let parents = self.tree.members.get(root).and_then(|member| member.parents);
        match parents {
            None => self.add_person(root, None, 0).0,
            Some(union) => self.add_parents(union, None, -1),
        };
        let mut next = 0;
        while next < self.rows.len() {
            self.add_children(next);
            next += 1;
        }
        self.below = self.rows.len();
        self.add_above(0);
        let mut next = self.below;
        while next < self.rows.len() {
            self.add_above(next);
            next += 1;
        }
    }

    fn slot(&mut self, member: Option<usize>) -> Slot {
        let again = member.is_some_and(|at| std::mem::replace(&mut self.stands[at], true));
        Slot { member, again, child: None, partner: None, at: 0.0 }
    }

    /// A row of somebody with their partners: the first of several at the left.
    fn add_person(
        &mut self,
        at: usize,
        child: Option<(usize, usize)>,
        generation: i64,
    ) -> (usize, usize) {
        let mut head = self.slot(Some(at));
        head.child = child;
        let unions = if head.again { Vec::new() } else { self.unions_of(at) };
        let is_single = |union: &usize| self.tree.other(*union, at).is_none();
        let mut row = Row::new(generation);
        if let [union] = unions.as_slice()
            && is_single(union)
        {
            row.slots.push(head);
            row.joins.push(Join::new(*union, Ends::One));
            row.middle = Some(0);
            self.rows.push(row);
            return (self.rows.len() - 1, 0);
        }
        let (left, right) = match unions.as_slice() {
            [first, rest @ ..] if !rest.is_empty() => (vec![*first], rest.to_vec()),
            rest => (Vec::new(), rest.to_vec()),
        };
        self.add_left(&mut row, at, &left);
        let place = row.slots.len();
        row.slots.push(head);
        row.base = (place, place);
        row.join_left(place, &left);
        self.add_right(&mut row, place, at, &right);
        self.rows.push(row);
        (self.rows.len() - 1, place)
    }

    /// The unions of somebody that are not drawn yet, which they are from now on.
    fn unions_of(&mut self, at: usize) -> Vec<usize> {
        let all = self.tree.members.get(at).map(|one| one.unions.clone()).unwrap_or_default();
        all.into_iter().filter(|union| !std::mem::replace(&mut self.drawn[*union], true)).collect()
    }

    /// The row of two parents and their other partners, of one parent, or of none that is stated.
    fn add_parents(
        &mut self,
        union: usize,
        child: Option<(usize, usize)>,
        generation: i64,
    ) -> usize {
        self.drawn[union] = true;
        let partners = self.tree.unions.get(union).map(|one| one.partners.clone());
        let mut row = Row::new(generation);
        let add = |plan: &mut Self, member| {
            let slot = plan.slot(Some(member));
            let unions = if slot.again { Vec::new() } else { plan.unions_of(member) };
            (slot, unions)
        };
        match partners.unwrap_or_default().as_slice() {
            [one, other, ..] => {
                let (first, left) = add(self, *one);
                let (mut second, right) = add(self, *other);
                second.partner = Some(union);
                self.add_left(&mut row, *one, &left);
                let place = row.slots.len();
                row.slots.extend([first, second]);
                row.base = (place, place + 1);
                row.join_left(place, &left);
                row.middle = Some(row.joins.len());
                row.joins.push(Join::new(union, Ends::Two(place, place + 1)));
                self.add_right(&mut row, place + 1, *other, &right);
            }
            [one] => {
                let (slot, others) = add(self, *one);
                row.slots.push(slot);
                if others.is_empty() {
                    row.joins.push(Join::new(union, Ends::One));
                    row.middle = Some(0);
                } else {
                    // Beside other partners even the one who is not stated has a place.
                    let all: Vec<usize> = std::iter::once(union).chain(others).collect();
                    self.add_right(&mut row, 0, *one, &all);
                }
            }
            [] => {
                let nobody = self.slot(None);
                row.slots.push(nobody);
                row.joins.push(Join::new(union, Ends::One));
                row.middle = Some(0);
            }
        }
        // What hangs on the row was already placed: it is only joined to it.
        if let Some((row_below, slot)) = child
            && let Some(join) = row.joins.iter_mut().find(|join| join.union == union)
        {
            let member = self.rows.get(row_below).and_then(|row| row.slots.get(slot)?.member);
            let children = self.tree.unions.get(union).map(|one| one.children.as_slice());
            let nth =
                children.unwrap_or_default().iter().position(|one| Some(one.member) == member);
            if let Some(child) = nth {
                join.children.push(Below { child, row: row_below, slot, at: 0.0 });
                if let Some(slot) =
                    self.rows.get_mut(row_below).and_then(|row| row.slots.get_mut(slot))
                {
                    slot.child = Some((union, child));
                }
            }
        }
        self.rows.push(row);
        self.rows.len() - 1
    }

    fn partner(&mut self, union: usize, of: usize) -> Slot {
        let other = self.tree.other(union, of);
        let mut slot = self.slot(other);
        slot.partner = other.map(|_| union);
        slot
    }

    fn add_left(&mut self, row: &mut Row, of: usize, unions: &[usize]) {
        for union in unions {
            let slot = self.partner(*union, of);
            row.slots.push(slot);
        }
    }

    fn add_right(&mut self, row: &mut Row, place: usize, of: usize, unions: &[usize]) {
        for (nth, union) in unions.iter().enumerate() {
            let slot = self.partner(*union, of);
            row.slots.push(slot);
            row.joins.push(Join::new(
                *union,
                match nth {
                    0 => Ends::Two(place, place + 1),
                    _ => Ends::Over(place, place + 1 + nth, nth),
                },
            ));
        }
    }

    /// The rows of the children of a row.
    fn add_children(&mut self, at: usize) {
        let Some(row) = self.rows.get(at) else { return };
        let generation = row.generation + 1;
        let unions: Vec<usize> = row.joins.iter().map(|join| join.union).collect();
        for (nth, union) in unions.into_iter().enumerate() {
            let count = self.tree.unions.get(union).map_or(0, |one| one.children.len());
            let mut below = Vec::new();
            for child in 0..count {
                let Some(member) =
                    self.tree.unions.get(union).and_then(|one| one.children.get(child))
                else {
                    continue;
                };
                let (row, slot) = self.add_person(member.member, Some((union, child)), generation);
                below.push(Below { child, row, slot, at: 0.0 });
            }
            if let Some(join) = self.rows.get_mut(at).and_then(|row| row.joins.get_mut(nth)) {
                join.children = below;
            }
        }
    }

    /// The rows of the parents of those in a row who have any and are not drawn below them.
    fn add_above(&mut self, at: usize) {
        let Some(row) = self.rows.get(at) else { return };
        let generation = row.generation - 1;
        let bases = [Some(row.base.0), Some(row.base.1).filter(|right| *right != row.base.0)];
        let of_slot = |at: usize| {
            let slot = row.slots.get(at)?;
            let member = slot.member.filter(|_| !slot.again && slot.child.is_none())?;
            self.tree.members.get(member)?.parents
        };
        let parents = bases.map(|at| at.and_then(|at| Some((at, of_slot(at)?))));
        for (slot, union) in parents.into_iter().flatten() {
            if self.drawn[union] {
                continue;
            }
            let above = self.add_parents(union, Some((at, slot)), generation);
            self.rows[at].above.push((slot, above));
        }
    }

    // ---- how much room each takes ----

    fn measure(&mut self, measures: &Measures) {
        for at in (0..self.below).rev() {
            self.measure_below(at, measures);
        }
        for at in (self.below..self.rows.len()).rev() {
            let mut row = std::mem::replace(&mut self.rows[at], Row::new(0));
            row.settle(&[], measures);
            self.rows[at] = row;
            self.measure_above(at, measures);
        }
        self.measure_above(0, measures);
    }

    /// Sets a row over its children.
    fn measure_below(&mut self, at: usize, measures: &Measures) {
        let mut row = std::mem::replace(&mut self.rows[at], Row::new(0));
        let mut widths = Vec::new();
        for join in &mut row.joins {
            let mut width: f64 = 0.0;
            for below in &mut join.children {
                let Some(child) = self.rows.get(below.row) else { continue };
                width += if width > 0.0 { measures.apart } else { 0.0 };
                // From the left of the group, for the time being.
                below.at = width - child.span.0;
                width += child.span.1 - child.span.0;
            }
            widths.push(width);
        }
        row.settle(&widths, measures);
        self.rows[at] = row;
    }

    /// Sets the rows of parents over a row, and widens its span by theirs.
    fn measure_above(&mut self, at: usize, measures: &Measures) {
        let row = &self.rows[at];
        let above = row.above.clone();
        let ideal = |slot: usize| row.slots.get(slot).map_or(0.0, |slot| slot.at);
        let places: Vec<(usize, f64)> = match above.as_slice() {
            [(left, one), (right, other)] => {
                // Both parents' parents: each pair to its side.
                let middle = f64::midpoint(ideal(*left), ideal(*right));
                let half = measures.apart / 2.0;
                let first = ideal(*left).min(middle - half - self.rows[*one].span.1);
                let second = ideal(*right).max(middle + half - self.rows[*other].span.0);
                vec![(*one, first), (*other, second)]
            }
            others => others.iter().map(|(slot, one)| (*one, ideal(*slot))).collect(),
        };
        let mut span = self.rows[at].span;
        for (one, place) in places {
            let of = self.rows[one].span;
            span = (span.0.min(place + of.0), span.1.max(place + of.1));
            self.rows[one].at = place;
        }
        self.rows[at].span = span;
    }

    /// From places beside one another to places in the picture.
    fn place(&mut self) {
        if let Some(first) = self.rows.first_mut() {
            first.at = 0.0;
        }
        for at in 0..self.below {
            let here = self.rows[at].at;
            let below: Vec<(usize, f64)> = self.rows[at]
                .joins
                .iter()
                .flat_map(|join| join.children.iter().map(|one| (one.row, one.at)))
                .collect();
            for (row, from) in below {
                self.rows[row].at = here + from;
            }
        }
        let order = std::iter::once(0).chain(self.below..self.rows.len());
        for at in order {
            let here = self.rows[at].at;
            for (_, above) in self.rows[at].above.clone() {
                self.rows[above].at += here;
            }
        }
    }

    // ---- the picture ----

    fn draw(&self, measures: &Measures) -> Layout {
        let spans = self.rows.iter().map(|row| {
            let half = measures.along / 2.0;
            let ends = row.slots.iter().map(|slot| row.at + slot.at);
            ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(from, to), at| {
                (from.min(at - half), to.max(at + half))
            })
        });
        let (from, to) = spans.fold((f64::INFINITY, f64::NEG_INFINITY), |(from, to), span| {
            (from.min(span.0), to.max(span.1))
        });
        let first = self.rows.iter().map(|row| row.generation).min().unwrap_or_default();
        let last = self.rows.iter().map(|row| row.generation).max().unwrap_or_default();
        let mut pen = Pen { measures, from, first, boxes: Vec::new(), lines: Vec::new() };
        for row in &self.rows {
            self.draw_row(row, &mut pen);
        }
        Layout {
            along: (to - from).max(0.0),
            deep: pen.deep(last) + measures.deep / 2.0,
            boxes: pen.boxes,
            lines: pen.lines,
            undrawn: self.undrawn(),
            apart: (0..self.drawn.len()).filter(|union| !self.drawn[*union]).collect(),
        }
    }

    fn draw_row(&self, row: &Row, pen: &mut Pen<'_>) {
        let deep = pen.deep(row.generation);
        for slot in &row.slots {
            let Slot { member, again, child, partner, .. } = *slot;
            let along = pen.along(row.at + slot.at);
            pen.boxes.push(Placed { member, again, child, partner, along, deep });
        }
        for join in &row.joins {
            let start = pen.bond(row, join);
            let Some(union) = self.tree.unions.get(join.union) else { continue };
            let certainty = |nth: usize| union.children.get(nth).map(Child::certainty);
            let all = join.children.iter().filter_map(|one| certainty(one.child));
            let Some(best) = all.min() else { continue };
            let drop = pen.along(row.at + join.drop);
            let fork = deep + pen.measures.deep / 2.0 + pen.measures.generation / 2.0;
            let ends: Vec<(usize, f64)> = join
                .children
                .iter()
                .filter_map(|one| {
                    let row = self.rows.get(one.row)?;
                    Some((one.child, pen.along(row.at + row.slots.get(one.slot)?.at)))
                })
                .collect();
            let below = fork + pen.measures.generation / 2.0;
            let union = join.union;
            if let [(child, end)] = ends.as_slice() {
                let certainty = certainty(*child).unwrap_or_default();
                let points = vec![(drop, start), (drop, fork), (*end, fork), (*end, below)];
                pen.line(Meaning::Child { union, certainty }, points);
                continue;
            }
            let trunk = Meaning::Trunk { union, certainty: best };
            pen.line(trunk, vec![(drop, start), (drop, fork)]);
            let from = ends.iter().map(|(_, end)| *end).fold(drop, f64::min);
            let to = ends.iter().map(|(_, end)| *end).fold(drop, f64::max);
            pen.line(trunk, vec![(from, fork), (to, fork)]);
            for (child, end) in ends {
                let certainty = certainty(child).unwrap_or_default();
                pen.line(Meaning::Child { union, certainty }, vec![(end, fork), (end, below)]);
            }
        }
    }

    fn undrawn(&self) -> Vec<(usize, usize)> {
        let joins = self.rows.iter().flat_map(|row| &row.joins);
        let mut shown: Vec<Vec<bool>> =
            self.tree.unions.iter().map(|one| vec![false; one.children.len()]).collect();
        for join in joins {
            for below in &join.children {
                if let Some(one) =
                    shown.get_mut(join.union).and_then(|all| all.get_mut(below.child))
                {
                    *one = true;
                }
            }
        }
        let unions = shown.iter().enumerate();
        let missing = unions.flat_map(|(union, children)| {
            let children = children.iter().enumerate().filter(|(_, shown)| !**shown);
            children.map(move |(child, _)| (union, child))
        });
        missing.collect()
    }
}

impl Row {
    fn new(generation: i64) -> Self {
        Self {
            slots: Vec::new(),
            generation,
            joins: Vec::new(),
            base: (0, 0),
            middle: None,
            above: Vec::new(),
            span: (0.0, 0.0),
            at: 0.0,
        }
    }

    /// Joins the slots at the left of one to it, the farthest first.
    fn join_left(&mut self, place: usize, unions: &[usize]) {
        for (nth, union) in unions.iter().enumerate() {
            let beyond = unions.len() - 1 - nth;
            self.joins.push(Join::new(
                *union,
                match beyond {
                    0 => Ends::Two(place, nth),
                    _ => Ends::Over(place, nth, beyond),
                },
            ));
        }
    }

    /// Finds the places of slots and children, given how much room the children of each join take.
    fn settle(&mut self, widths: &[f64], measures: &Measures) {
        let step = measures.along + measures.couple;
        let width = |join: usize| widths.get(join).copied().unwrap_or_default();
        let (middle, (left_base, right_base)) = (self.middle, self.base);
        let half = if left_base == right_base { 0.0 } else { step / 2.0 };
        let is_left = |join: &Join| join.other().is_some_and(|other| other < left_base);
        let is_right = |join: &Join| join.other().is_some_and(|other| other > right_base);
        let all: Vec<usize> = (0..self.joins.len()).collect();
        let mut left: Vec<usize> =
            all.iter().copied().filter(|at| is_left(&self.joins[*at])).collect();
        left.reverse();
        let right: Vec<usize> =
            all.iter().copied().filter(|at| is_right(&self.joins[*at])).collect();
        let has = |arm: &[usize]| arm.iter().any(|at| width(*at) > 0.0);
        let (has_left, has_right) = (has(&left), has(&right));
        let own = middle.map_or(0.0, width);
        let apart = measures.apart;
        // The children of the middle couple stand below it, or beside those of the arms.
        let (from, to) = match (own > 0.0, has_left, has_right) {
            (false, ..) => (0.0, 0.0),
            (true, true, false) => {
                let from = (-half + apart / 2.0).max(-own / 2.0);
                (from, from + own)
            }
            (true, false, true) => {
                let to = (half - apart / 2.0).min(own / 2.0);
                (to - own, to)
            }
            _ => (-own / 2.0, own / 2.0),
        };
        let limit = |edge: f64| match (own > 0.0, has_left && has_right) {
            (true, _) => edge + apart,
            (false, true) => apart / 2.0,
            (false, false) => f64::NEG_INFINITY,
        };
        let mut spans: Vec<(f64, f64)> = vec![(0.0, 0.0); self.joins.len()];
        if let Some(at) = middle {
            self.joins[at].drop = 0.0;
            spans[at] = (from, to);
        }
        if let Some(slot) = self.slots.get_mut(left_base) {
            slot.at = -half;
        }
        if let Some(slot) = self.slots.get_mut(right_base) {
            slot.at = half;
        }
        for (arm, side, limit) in [(left, -1.0, limit(-from)), (right, 1.0, limit(to))] {
            let mut last = half;
            let mut cursor = limit;
            for (nth, at) in arm.into_iter().enumerate() {
                let mut place = last + step;
                let mut drop = if nth == 0 { f64::midpoint(last, place) } else { place };
                let room = width(at);
                if room > 0.0 {
                    let start = cursor.max(drop - room / 2.0);
                    if drop < start {
                        place += (start - drop) * if nth == 0 { 2.0 } else { 1.0 };
                        drop = start;
                    }
                    let end = start + room;
                    spans[at] = if side > 0.0 { (start, end) } else { (-end, -start) };
                    cursor = end + apart;
                }
                if let Some(slot) = self.joins[at].other().and_then(|at| self.slots.get_mut(at)) {
                    slot.at = side * place;
                }
                self.joins[at].drop = side * drop;
                last = place;
            }
        }
        let edge = measures.along / 2.0;
        let boxes = self.slots.iter().map(|slot| (slot.at - edge, slot.at + edge));
        let groups = spans.iter().copied().filter(|(from, to)| to > from);
        self.span = boxes.chain(groups).fold((f64::INFINITY, f64::NEG_INFINITY), |all, one| {
            (all.0.min(one.0), all.1.max(one.1))
        });
        for (join, (from, _)) in self.joins.iter_mut().zip(&spans) {
            for below in &mut join.children {
                below.at += from;
            }
        }
    }
}

impl Join {
    fn new(union: usize, ends: Ends) -> Self {
        Self { union, ends, children: Vec::new(), drop: 0.0 }
    }

    /// The slot that is there on account of another.
    fn other(&self) -> Option<usize> {
        match self.ends {
            Ends::One => None,
            Ends::Two(_, other) | Ends::Over(_, other, _) => Some(other),
        }
    }
}

/// What is drawn so far.
struct Pen<'m> {
    measures: &'m Measures,
    from: f64,
    first: i64,
    boxes: Vec<Placed>,
    lines: Vec<Drawn>,
}

impl Pen<'_> {
    fn along(&self, at: f64) -> f64 {
        at - self.from
    }

    /// The middle of a generation.
    fn deep(&self, generation: i64) -> f64 {
        let nth = u32::try_from(generation - self.first).unwrap_or_default();
        f64::from(nth) * (self.measures.deep + self.measures.generation) + self.measures.deep / 2.0
    }

    fn line(&mut self, meaning: Meaning, points: Vec<(f64, f64)>) {
        self.lines.push(Drawn { meaning, points });
    }

    /// Draws what joins a couple; tells how deep the line to the children begins.
    fn bond(&mut self, row: &Row, join: &Join) -> f64 {
        let deep = self.deep(row.generation);
        let (half, edge) = (self.measures.along / 2.0, self.measures.deep / 2.0);
        let at = |slot: usize| row.slots.get(slot).map_or(0.0, |slot| row.at + slot.at);
        let bond = Meaning::Bond { union: join.union };
        match join.ends {
            Ends::One => deep + edge,
            Ends::Two(one, other) => {
                let (left, right) = (at(one).min(at(other)), at(one).max(at(other)));
                let (from, to) = (self.along(left + half), self.along(right - half));
                self.line(bond, vec![(from, deep), (to, deep)]);
                deep
            }
            Ends::Over(one, other, nth) => {
                let side = if other > one { 1.0 } else { -1.0 };
                let all = f64::from(u32::try_from(row.slots.len()).unwrap_or(u32::MAX));
                let nth = f64::from(u32::try_from(nth).unwrap_or(u32::MAX));
                let share = nth / all;
                let from = self.along(at(one) + side * half * (0.85 - 0.6 * share));
                let to = self.along(at(other));
                let over = deep - edge - self.measures.generation * (0.08 + 0.3 * share);
                let points = vec![(from, deep - edge), (from, over), (to, over), (to, deep - edge)];
                self.line(bond, points);
                deep + edge
            }
        }
    }
}

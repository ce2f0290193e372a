//! Rules, trees and bars for terminals that have no more than ASCII.

/// The same text, with ASCII for each sign that we draw with; each takes as much room.
pub(crate) fn drawn(text: &str) -> String {
    text.chars().map(sign).collect()
}

fn sign(c: char) -> char {
    match c {
        '─' | '╌' | '━' => '-',
        '═' => '=',
        '│' | '┊' => '|',
        '┼' | '├' | '└' | '┌' | '┐' | '┘' | '┬' | '┴' | '┤' => '+',
        '≈' => '~',
        '●' | '•' => '*',
        '○' => 'o',
        '◌' => '.',
        '█' => '#',
        '▒' => '%',
        '░' => ':',
        '▶' | '▸' => '>',
        '◂' => '<',
        _ => c,
    }
}

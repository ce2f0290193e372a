# Completion of ibid in bash (3.2 or later): source this file in ~/.bashrc.

_ibid() {
  local program=$1 reply list=
  case $program in '~/'*) program=$HOME/${program#??} ;; esac
  # Tab twice lists the candidates: there each has what it is beside it.
  [ "$COMP_TYPE" = 63 ] && list=--list
  COMPREPLY=()
  while IFS= read -r reply; do
    COMPREPLY+=("$reply")
  done < <("$program" complete bash $list --width "${COLUMNS:-80}" --breaks="$COMP_WORDBREAKS" \
    -- "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
  # A folder is not the end of a path. Older versions have no compopt.
  case ${COMPREPLY-} in */) compopt -o nospace 2>/dev/null ;; esac
  compopt -o nosort 2>/dev/null
}

complete -F _ibid ibid

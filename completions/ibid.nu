# Completion of ibid in Nushell: source this file in config.nu. Other commands are left to the
# completer that was there before.

$env.config.completions.external.completer = do {|before|
  {|spans|
    if ($spans.0 | path parse | get stem) == "ibid" {
      try { ^$spans.0 complete nushell -- ...$spans err> /dev/null | from json | default [] } catch { [] }
    } else if $before != null {
      do $before $spans
    }
  }
} $env.config.completions.external.completer?

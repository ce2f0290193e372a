# Completion of ibid in Elvish: eval this file in rc.elv.

use str

set edit:completion:arg-completer[ibid] = {|@words|
  try {
    ibid complete elvish -- $@words 2>/dev/null | from-lines | each {|line|
      var value about = (str:split &max=2 "\t" $line)
      if (eq $about '') { put $value } else {
        edit:complex-candidate $value &display=$value' '(styled '('$about')' dim)
      }
    }
  } catch { }
}

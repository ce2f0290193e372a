# Completion of ibid in fish: put this file into ~/.config/fish/completions.

function __ibid_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    # The quotation mark of an unfinished word is still open.
    set -l typed (string unescape -- $word; or string unescape -- $word\'; or string unescape -- $word\")
    $words[1] complete fish -- $words "$typed" 2>/dev/null
end

complete -c ibid -f -k -a '(__ibid_complete)'

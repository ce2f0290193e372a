# Completion of ibid in PowerShell: load this file in $PROFILE.

Register-ArgumentCompleter -Native -CommandName ibid -ScriptBlock {
    param($word, $line, $cursor)
    $words = @($line.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } |
        ForEach-Object { if ($_.Value -is [string]) { $_.Value } else { $_.Extent.Text } })
    # An empty word would get lost on the way: the last one ends with a full stop.
    $words += $word.Trim("'", '"') + '.'
    # Names are UTF-8, whatever the console takes them for.
    $encoding = [Console]::OutputEncoding
    [Console]::OutputEncoding = [Text.UTF8Encoding]::new()
    try { $answer = & $words[0] complete powershell '--' $words 2>$null }
    finally { [Console]::OutputEncoding = $encoding }
    foreach ($one in $answer) {
        $quoted, $value, $about = $one -split "`t", 3
        if (-not $about) { $about = $value }
        [System.Management.Automation.CompletionResult]::new($quoted, $value, 'ParameterValue', $about)
    }
}

/// A script with which a shell completes the program's line: the parser's, and what that lacks, since
/// it knows of no command that may be left out, as explore and the lesson's play are.
///
/// - Parameter script: the parser's.
func completionScript(_ script: String) -> String {
  // A script of zsh runs what it defines in its last lines.
  if let end = script.ranges(of: "\nif [[ \"${funcstack[1]}\"").last {
    return script[..<end.lowerBound] + "\n" + zshDefaults + script[end.lowerBound...]
  }
  return script + "\n" + (script.hasPrefix("function ") ? fishDefaults : bashDefaults)
}

private let bashDefaults = """
  # What explores, and what plays the lesson, may be left out.
  _attnviz_with_defaults() {
      local -ar typed=("${COMP_WORDS[@]}")
      local -a COMP_WORDS=("${typed[@]}")
      local -i COMP_CWORD="${COMP_CWORD}"
      local -a commands=()
      local -i place=0
      local default=
      if [[ "${COMP_CWORD}" -eq 1 || "${typed[1]}" != @(explore|print|lesson|models|help) ]]; then
          [[ "${COMP_CWORD}" -eq 1 ]] && commands=(print lesson models help)
          place=1 default=explore
      elif [[ "${typed[1]}" = lesson && ( "${COMP_CWORD}" -eq 2 || "${typed[2]}" != @(play|check) ) ]]; then
          [[ "${COMP_CWORD}" -eq 2 ]] && commands=(check)
          place=2 default=play
      fi
      if [[ "${place}" -gt 0 ]]; then
          COMP_WORDS=("${typed[@]:0:${place}}" "${default}" "${typed[@]:${place}}")
          COMP_CWORD+=1
      fi
      _attnviz "${@}"
      COMPREPLY+=($(compgen -W "${commands[*]}" -- "${2}"))
  }
  complete -o filenames -F _attnviz_with_defaults attnviz
  """

private let zshDefaults = """
  # What explores, and what plays the lesson, may be left out.
  functions[_attnviz_as_described]="${functions[_attnviz]}"
  _attnviz() {
      local -i place=0
      local default
      if (( CURRENT == 2 )) || [[ "${words[2]}" != (explore|print|lesson|models|help) ]]; then
          (( CURRENT == 2 )) && compadd -- print lesson models help
          place=1 default=explore
      elif [[ "${words[2]}" = lesson ]] && { (( CURRENT == 3 )) || [[ "${words[3]}" != (play|check) ]] }; then
          (( CURRENT == 3 )) && compadd -- check
          place=2 default=play
      fi
      if (( place )); then
          words=("${(@)words[1,place]}" "${default}" "${(@)words[place + 1,-1]}")
          (( CURRENT++ ))
      fi
      _attnviz_as_described "${@}"
  }
  """

private let fishDefaults = """
  # What explores, and what plays the lesson, may be left out.
  functions --query __attnviz_typed_tokens; or functions --copy __attnviz_tokens __attnviz_typed_tokens
  function __attnviz_tokens
      set -l tokens (__attnviz_typed_tokens $argv)
      if string match -q -- '*t*' "$argv"
          printf '%s\\n' $tokens
          return
      end
      if not contains -- "$tokens[2]" explore print lesson models help
          set tokens $tokens[1] explore $tokens[2..]
      else if test "$tokens[2]" = lesson; and not contains -- "$tokens[3]" play check
          set tokens $tokens[1..2] play $tokens[3..]
      end
      printf '%s\\n' $tokens
  end
  complete -c attnviz -n 'test (count (__attnviz_typed_tokens -pc)) -eq 1' -fa 'print lesson models help'
  complete -c attnviz -n 'test (string join " " -- (__attnviz_typed_tokens -pc)) = "attnviz lesson"' -fa check
  """

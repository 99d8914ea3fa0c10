import Glibc

/// Takes the locale that the environment names. Where that one is not installed but names UTF-8,
/// the terminal shows UTF-8 all the same, and the C library's own locale for it serves.
func useLocale() {
  guard setlocale(LC_ALL, "") == nil, setlocale(LC_CTYPE, "") == nil else { return }
  let names: [String] = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { (variable: String) in
    getenv(variable).map { String(cString: $0) }
  }
  let name = names.first { !$0.isEmpty }
  let codeset = name?.split(separator: "@").first?.split(separator: ".").last
  guard let codeset, ["utf-8", "utf8"].contains(codeset.lowercased()) else { return }
  setlocale(LC_CTYPE, "C.UTF-8")
}

/// `text` in quotation marks for a message: safe to show and not too long.
package func quoted(_ text: String) -> String {
  let start = text.unicodeScalars.prefix(40)
  let isWhole = start.endIndex == text.unicodeScalars.endIndex
  return "\"" + SafeText(String(start)).shown + (isWhole ? "\"" : "…\"")
}

import Glibc

/// A number with a fixed count of decimals and a true minus sign: `−1.05`, `0.350`, `−∞`.
///
/// - Parameter signed: whether a positive number gets a plus sign.
public func decimal(_ number: some BinaryFloatingPoint, places: Int, signed: Bool = false) -> String
{
  let number = Double(number)
  guard !number.isNaN else { return "NaN" }
  let scale = pow(10, Double(places))
  let scaled = (abs(number) * scale).rounded()
  let sign = number < 0 && scaled > 0 ? "−" : signed ? "+" : ""
  guard number.isFinite else { return (number < 0 ? "−" : signed ? "+" : "") + "∞" }
  guard scaled < 1e15 else { return sign + "\(abs(number))" }
  let digits = String(Int(scaled))
  guard places > 0 else { return sign + digits }
  let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
  return sign + padded.dropLast(places) + "." + padded.suffix(places)
}

/// A number with `places` decimals, or as many fewer as fit in `columns`, six at least; where not even
/// whole ones do, the power of ten.
package func decimal(
  _ number: some BinaryFloatingPoint, places: Int, columns: Int
) -> String {
  let texts = (0...places).reversed().lazy.map { decimal(number, places: $0) }
  return texts.first { displayWidth(of: $0) <= columns } ?? scoreText(Double(number))
}

/// A weight with three decimals; one that is too small to show so is not shown as nothing.
package func weightText(_ weight: Double) -> String {
  weight > 0 && weight < 0.0005 ? "<.001" : decimal(weight, places: 3)
}

/// A weight in three columns: `.53`, `1.0`.
package func shortWeightText(_ weight: Double) -> String {
  weight < 0.995 ? String(decimal(weight, places: 2).dropFirst()) : decimal(weight, places: 1)
}

/// What a weight gained or lost; empty where three decimals don't show it.
package func changeText(_ change: Double) -> String {
  let text = decimal(change, places: 3, signed: true)
  return text.contains { ("1"..."9").contains($0) } ? text : ""
}

/// A temperature with as many decimals as it needs.
package func temperatureText(_ temperature: Double) -> String {
  decimal(temperature, places: temperature < 0.1 ? 3 : 2)
}

/// A score in at most six columns, seven where its power of ten has three digits: with two decimals
/// where it is small, with its power of ten where it is large.
package func scoreText(_ score: Double) -> String {
  switch abs(score) {
  case ..<99.995: decimal(score, places: 2)
  case ..<99999.5: decimal(score, places: 0)
  case let size where !size.isFinite: decimal(score, places: 0)
  default: powerText(score)
  }
}

/// `1.2e5`, or without decimals where it would be longer than six columns: `−1e15`.
private func powerText(_ number: Double) -> String {
  let size = abs(number)
  var exponent = Int(log10(size).rounded(.down))
  var mantissa = size / pow(10, Double(exponent))
  let texts = [1, 0].map { places in
    if (mantissa * pow(10, Double(places))).rounded() >= pow(10, Double(places + 1)) {
      (mantissa, exponent) = (mantissa / 10, exponent + 1)
    }
    let digits = decimal(mantissa, places: places)
    return (number < 0 ? "−" : "") + (digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits)
      + "e\(exponent)"
  }
  return texts.first { displayWidth(of: $0) <= 6 } ?? texts[1]
}

/// `text` with blanks before it, so that it fills `width` columns.
package func rightAligned(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - displayWidth(of: text))) + text
}

/// `text` with blanks after it, so that it fills `width` columns.
package func leftAligned(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - displayWidth(of: text)))
}

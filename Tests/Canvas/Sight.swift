import Canvas
import Foundation

/// How people see colours: all of them, or without one of the three kinds of cones (Machado, Oliveira
/// and Fernandes 2009, severity 1).
enum Sight: CaseIterable {
  case usual, withoutRed, withoutGreen, withoutBlue

  /// How clearly one is seen on the other (WCAG 2.2).
  func contrast(_ one: RGB, _ two: RGB) -> Double {
    let lights = [one, two].map { light in
      let seen = seen(light)
      return 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2] + 0.05
    }
    return max(lights[0], lights[1]) / min(lights[0], lights[1])
  }

  /// How different two colours look: their distance in CIELAB, in which 2.3 can just be seen.
  func difference(_ one: RGB, _ two: RGB) -> Double {
    let (one, two) = (lab(seen(one)), lab(seen(two)))
    return zip(one, two).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
  }

  private func seen(_ color: RGB) -> [Double] {
    let light = [color.linear.red, color.linear.green, color.linear.blue]
    return matrix.map { row in min(1, max(0, zip(row, light).map(*).reduce(0, +))) }
  }

  private func lab(_ light: [Double]) -> [Double] {
    func root(_ part: Double) -> Double {
      part > 0.008856 ? pow(part, 1 / 3) : 7.787 * part + 16.0 / 116
    }
    let x = root((0.4124 * light[0] + 0.3576 * light[1] + 0.1805 * light[2]) / 0.9505)
    let y = root(0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2])
    let z = root((0.0193 * light[0] + 0.1192 * light[1] + 0.9505 * light[2]) / 1.089)
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
  }

  private var matrix: [[Double]] {
    switch self {
    case .usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .withoutRed:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    case .withoutGreen:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    case .withoutBlue:
      [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
      ]
    }
  }
}

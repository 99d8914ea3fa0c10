/// The type of a tensor's numbers, as safetensors headers and ggml spell it.
public enum ElementType: String, Sendable, CaseIterable {
  /// Half precision: 1 sign, 5 exponent and 10 fraction bits.
  case float16 = "F16"
  /// The upper half of a single: 1 sign, 8 exponent and 7 fraction bits.
  case bfloat16 = "BF16"
  /// Single precision.
  case float32 = "F32"
  /// Double precision.
  case float64 = "F64"
  /// Truth values, a byte each.
  case bool = "BOOL"
  /// Unsigned bytes.
  case uint8 = "U8"
  /// Signed bytes.
  case int8 = "I8"
  /// A byte with 5 exponent and 2 fraction bits.
  case float8e5m2 = "F8_E5M2"
  /// A byte with 4 exponent and 3 fraction bits.
  case float8e4m3 = "F8_E4M3"
  /// Unsigned 16-bit integers.
  case uint16 = "U16"
  /// Signed 16-bit integers.
  case int16 = "I16"
  /// Unsigned 32-bit integers.
  case uint32 = "U32"
  /// Signed 32-bit integers.
  case int32 = "I32"
  /// Unsigned 64-bit integers.
  case uint64 = "U64"
  /// Signed 64-bit integers.
  case int64 = "I64"
  /// Blocks of 32 numbers: a scale d (F16), and a signed byte for each; a number is d · byte.
  case q8_0 = "Q8_0"
  /// Blocks of 32 numbers: a scale d (F16), and half a byte for each; a number is d · (half − 8).
  case q4_0 = "Q4_0"
  /// Blocks of 32 numbers: a scale d and a minimum m (F16), and half a byte for each; a number is
  /// d · half + m.
  case q4_1 = "Q4_1"

  /// How many numbers are written together.
  public var block: Int { isQuantized ? 32 : 1 }

  /// How many bytes a block of numbers takes, which is one number where they stand alone.
  public var size: Int {
    switch self {
    case .q8_0: 2 + 32
    case .q4_0: 2 + 16
    case .q4_1: 2 + 2 + 16
    case .bool, .uint8, .int8, .float8e5m2, .float8e4m3: 1
    case .float16, .bfloat16, .uint16, .int16: 2
    case .float32, .uint32, .int32: 4
    case .float64, .uint64, .int64: 8
    }
  }

  /// Whether numbers share a scale with others.
  public var isQuantized: Bool { self == .q8_0 || self == .q4_0 || self == .q4_1 }

  /// Whether numbers of this type can be read as `Float`.
  public var isReadable: Bool {
    isQuantized || self == .float16 || self == .bfloat16 || self == .float32
  }

  /// How many bytes so many numbers take, which are whole blocks.
  func bytes(_ numbers: Int) -> Int { numbers / block * size }
}

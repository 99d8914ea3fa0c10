import Models
import Scenes
import Testing

struct NPYHeaderTests {
  private func header(_ text: String, version: UInt8 = 1) throws(CaptureError) -> NPYHeader {
    let length = text.utf8.count
    let bytes: [UInt8] =
      [0x93] + Array("NUMPY".utf8) + [version, 0, UInt8(length & 255), UInt8(length >> 8)]
      + (version == 1 ? [] : [0, 0]) + Array(text.utf8)
    do {
      return try bytes.withUnsafeBytes { try NPYHeader($0, of: "a") }
    } catch let error as CaptureError {
      throw error
    } catch {
      throw CaptureError("\(error)")
    }
  }

  @Test func typesAndShapesAreRead() throws {
    let plain = try header("{'descr': '<f2', 'fortran_order': False, 'shape': (2, 3), }\n")
    #expect(plain.element == .number(.float16))
    #expect(plain.shape == [2, 3])
    #expect(plain.end == 70)
    let bytes = try header("{'shape':(7,),'descr':'|S4','fortran_order':False}")
    #expect(bytes.element == .bytes(4))
    let text = try header("{'descr': '<U12', 'fortran_order': False, 'shape': (), }", version: 3)
    #expect(text.element == .text(12))
    #expect(text.shape.isEmpty)
  }

  @Test(arguments: [
    ("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", "run code"),
    ("{'descr': '>f4', 'fortran_order': False, 'shape': (2,), }", "big-endian"),
    ("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2), }", "np.ascontiguousarray"),
    ("{'descr': '<V2', 'fortran_order': False, 'shape': (2,), }", "bfloat16"),
    ("{'descr': '<c8', 'fortran_order': False, 'shape': (2,), }", "np.float32"),
    ("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }", "plain numbers"),
    ("{'descr': '<f4', 'fortran_order': False, 'shape': (-2,), }", "plain numbers"),
    (
      "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }",
      "plain numbers"
    ),
    ("{{{{{{{{{{{{", "plain numbers"), ("", "plain numbers"),
  ])
  func whatCantBeReadSaysWhy(text: String, words: String) {
    do throws(CaptureError) {
      _ = try header(text)
      Issue.record("it was read")
    } catch {
      #expect(error.reason.contains(words), "\(error.reason)")
    }
  }
}

import JSON

/// The parts of a tokenizer.json around the model: what is done to a text before and after its parts are
/// merged.
extension BytePairFile {
  func readNormalizer(into rules: inout BytePairRules) throws {
    for part in try steps(parts["normalizer"], "normalizers") {
      switch text(part["type"]) ?? "nameless" {
      case "NFC": rules.changes.append(.composed)
      case "Prepend":
        rules.changes.append(.prepended(Array((text(part["prepend"]) ?? "").unicodeScalars)))
      case "Replace":
        let pattern = try part.member("pattern") { (value, name) throws(Flaw) in
          try JSONObject(value, name).string("String")
        }
        guard let old = (pattern ?? nil)?.unicodeScalars, let first = old.first, old.count == 1,
          let new = text(part["content"])
        else {
          throw error(
            "its normalizer replaces something else than one character, which alone can be read")
        }
        rules.changes.append(.replaced(first, by: Array(new.unicodeScalars)))
      case let kind:
        throw error("its normalizer is \(kind); only NFC, Prepend and Replace can be read")
      }
    }
  }

  /// - Returns: whether bytes are merged; else a text's characters are.
  func readCutting(into rules: inout BytePairRules) throws -> Bool {
    var mergesBytes = false
    for part in try steps(parts["pre_tokenizer"], "pretokenizers") {
      guard !mergesBytes else { throw error("its pre_tokenizer goes on after ByteLevel") }
      switch text(part["type"]) ?? "nameless" {
      case "Digits" where isTrue(part["individual_digits"]): rules.steps.append(.digits)
      case "Split":
        let pattern = try part.member("pattern") { (value, name) throws(Flaw) in
          try JSONObject(value, name).string("Regex")
        }
        guard let expression = pattern ?? nil, let known = WordPattern(expression: expression),
          text(part["behavior"]) == "Isolated", !isTrue(part["invert"])
        else {
          throw error(
            "its pre_tokenizer cuts at a pattern of its own; only those of GPT-2, Llama 3 and "
              + "Qwen2 can be read")
        }
        rules.steps.append(.pattern(known))
      case "ByteLevel":
        mergesBytes = true
        // What is not said is so.
        if part["add_prefix_space"] == nil || isTrue(part["add_prefix_space"]) {
          rules.steps.append(.prefixSpace)
        }
        if part["use_regex"] == nil || isTrue(part["use_regex"]) {
          rules.steps.append(.pattern(.gpt2))
        }
      case "Metaspace": rules.steps.append(try metaspace(part))
      case let kind:
        throw error(
          "its pre_tokenizer has a part \(kind); only Metaspace, or ByteLevel with Digits one by one "
            + "or a Split before it, can be read")
      }
    }
    guard mergesBytes || mergesCharacters(rules) else {
      throw error(
        "its pre_tokenizer should end with ByteLevel, or blanks become ▁; other kinds of BPE can't be "
          + "read")
    }
    return mergesBytes
  }

  private func metaspace(_ part: JSONObject) throws -> BytePairRules.Step {
    let blank = text(part["replacement"]) ?? ""
    guard Array(blank.unicodeScalars) == [PieceSpelling.blank] else {
      throw error("its pre_tokenizer Metaspace puts \(blank) for blanks; only ▁ can be read")
    }
    let said = text(part["prepend_scheme"]) ?? "always"
    guard let scheme = Metaspace.Prefix(rawValue: said) else {
      throw error(
        "its prepend_scheme is \(said); it should be always, never or first")
    }
    // Older files say add_prefix_space instead.
    return .metaspace(
      Metaspace(
        prefix: isFalse(part["add_prefix_space"]) ? .never : scheme,
        splits: !isFalse(part["split"])))
  }
}

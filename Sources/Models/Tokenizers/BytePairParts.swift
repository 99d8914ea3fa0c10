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
    guard let scheme = BytePairRules.MetaspacePrefix(rawValue: said) else {
      throw error(
        "its prepend_scheme is \(said); it should be always, never or first")
    }
    // Older files say add_prefix_space instead.
    return .metaspace(
      prefix: isFalse(part["add_prefix_space"]) ? .never : scheme, splits: !isFalse(part["split"]))
  }

  func readTemplate(
    _ value: JSONValue?, into rules: inout BytePairRules, _ vocabulary: Vocabulary
  ) throws {
    for part in try steps(value, "processors") {
      switch text(part["type"]) ?? "nameless" {
      case "ByteLevel":
        guard part["trim_offsets"] == nil || isTrue(part["trim_offsets"]) else { continue }
        rules.trimsOffsets = true
        rules.trimsPrefixSpace = part["add_prefix_space"] == nil || isTrue(part["add_prefix_space"])
      case "TemplateProcessing":
        var isAfter = false
        guard let value = part["single"] else { continue }
        for value in try JSONObject.array(
          value, "single",
          { (value, name) throws(Flaw) in
            try JSONObject(value, name)
          })
        {
          if value["Sequence"] != nil {
            isAfter = true
          } else if let token = try value.member(
            "SpecialToken",
            { (value, name) throws(Flaw) in
              try JSONObject(value, name).string("id")
            }) ?? nil
          {
            let ids = try templateIDs(of: token, part, vocabulary)
            if isAfter { rules.after += ids } else { rules.before += ids }
          }
        }
      case let kind:
        throw error(
          "its post_processor has a part \(kind); only ByteLevel and TemplateProcessing can be read"
        )
      }
    }
  }

  /// The numbers of what a template calls `token`.
  private func templateIDs(
    of token: String, _ template: JSONObject, _ vocabulary: Vocabulary
  ) throws -> [Int] {
    let special = try template.member("special_tokens") { (value, name) throws(Flaw) in
      try JSONObject(value, name).member(token) { (value, name) throws(Flaw) in
        try JSONObject(value, name).member("ids") { (value, name) throws(Flaw) in
          try JSONObject.array(value, name) { (value, name) throws(Flaw) in
            try JSONObject.number(value, name).integer ?? -1
          }
        }
      }
    }
    let ids = ((special ?? nil) ?? nil) ?? vocabulary.id(of: token).map { [$0] } ?? [-1]
    guard ids.allSatisfy((0..<vocabulary.count).contains) else {
      throw error("its post_processor puts \(token) around texts, which its vocabulary lacks")
    }
    return ids
  }
}

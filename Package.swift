// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "attnviz",
  products: [
    .executable(name: "attnviz", targets: ["attnviz"]),
    .executable(name: "attnviz-bench", targets: ["attnviz-bench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    .target(
      name: "CNcurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "CSignals"),
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .target(name: "AttentionCore"),
    // Without optimization its loops over every word take 20 s instead of 20 ms.
    .target(
      name: "LanguageModel", dependencies: ["AttentionCore", "COpenBLAS"],
      swiftSettings: [.unsafeFlags(["-O"], .when(configuration: .debug))]),
    .target(name: "SentenceFiles", dependencies: ["AttentionCore"]),
    .target(name: "Resources", path: "Resources", exclude: ["Lesson", "Models", "Sentences"]),
    .target(name: "Explorer", dependencies: ["AttentionCore", "LanguageModel", "SentenceFiles"]),
    .target(
      name: "Lessons",
      dependencies: ["AttentionCore", "Explorer", "LanguageModel", "SentenceFiles"]),
    .target(
      name: "Screen", dependencies: ["AttentionCore", "Explorer", "Lessons", "SentenceFiles"]),
    .target(name: "Terminal", dependencies: ["CNcurses", "CSignals", "Explorer", "Screen"]),
    .executableTarget(
      name: "attnviz",
      dependencies: [
        "Explorer", "LanguageModel", "Lessons", "Resources", "Screen", "SentenceFiles", "Terminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "attnviz-bench",
      dependencies: [
        "AttentionCore", "Explorer", "LanguageModel", "Lessons", "Resources", "Screen",
        "SentenceFiles",
      ],
      exclude: ["forward-pass.py"]),
    .testTarget(
      name: "AttentionCoreTests", dependencies: ["AttentionCore"], path: "Tests/AttentionCore"),
    .testTarget(
      name: "LanguageModelTests", dependencies: ["LanguageModel", "Resources"],
      path: "Tests/LanguageModel", exclude: ["Fixtures"]),
    .testTarget(
      name: "SentenceFilesTests", dependencies: ["SentenceFiles", "Resources"],
      path: "Tests/SentenceFiles"),
    .testTarget(name: "ResourcesTests", dependencies: ["Resources"], path: "Tests/Resources"),
    .testTarget(
      name: "ExplorerTests", dependencies: ["Explorer", "Resources"], path: "Tests/Explorer"),
    .testTarget(
      name: "LessonsTests", dependencies: ["Lessons", "Resources", "Screen"], path: "Tests/Lessons"),
    .testTarget(
      name: "ScreenTests", dependencies: ["Lessons", "Resources", "Screen"], path: "Tests/Screen",
      exclude: ["Screens"]),
    .testTarget(
      name: "TerminalTests", dependencies: ["CNcurses", "Terminal"], path: "Tests/Terminal"),
    .testTarget(name: "EndToEndTests", dependencies: ["attnviz"], path: "Tests/EndToEnd"),
  ],
  swiftLanguageModes: [.v6]
)

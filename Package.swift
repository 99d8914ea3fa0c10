// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "attnviz",
  products: [
    .executable(name: "attnviz", targets: ["attnviz"]),
    .executable(name: "attnviz-bench", targets: ["attnviz-bench"]),
    .executable(name: "attnviz-fuzz", targets: ["attnviz-fuzz"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    .target(
      name: "CNcurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "CSignals"),
    .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
    .target(name: "COneDNN", linkerSettings: [.linkedLibrary("dnnl")]),
    // Its loops are what every model's speed rests on.
    .target(name: "CKernels", cSettings: [.unsafeFlags(["-O3"])]),
    .target(name: "AttentionCore"),
    .target(name: "Text"),
    .target(name: "JSON", dependencies: ["Text"]),
    // Without optimization its loops over every word take 20 s instead of 20 ms.
    .target(
      name: "Models",
      dependencies: ["AttentionCore", "CKernels", "COneDNN", "CSignals", "JSON", "Text"],
      swiftSettings: [.unsafeFlags(["-O"], .when(configuration: .debug))]),
    .target(name: "Scenes", dependencies: ["AttentionCore", "CZlib", "JSON", "Models", "Text"]),
    .target(
      name: "Resources", path: "Resources",
      exclude: [
        "Lesson", "Manual.md", "Models", "Pictures", "Sentences", "function-words.txt",
        "pronouns.txt",
      ]),
    .target(name: "Canvas", dependencies: ["Text"]),
    .target(
      name: "Explorer",
      dependencies: ["AttentionCore", "Canvas", "Models", "Resources", "Scenes", "Text"]),
    .target(
      name: "Views",
      dependencies: ["AttentionCore", "Canvas", "Explorer", "Models", "Scenes", "Text"]),
    .target(
      name: "Lessons",
      dependencies: [
        "AttentionCore", "Canvas", "Explorer", "JSON", "Models", "Scenes", "Text", "Views",
      ]
    ),
    .target(
      name: "Screen",
      dependencies: [
        "AttentionCore", "Canvas", "Explorer", "Lessons", "Scenes", "Text", "Views",
      ]),
    .target(
      name: "Export",
      dependencies: [
        "AttentionCore", "Canvas", "CZlib", "Explorer", "JSON", "Lessons", "Scenes", "Screen",
        "Text", "Views",
      ]),
    .target(name: "Terminal", dependencies: ["Canvas", "CNcurses", "CSignals", "Text"]),
    .executableTarget(
      name: "attnviz",
      dependencies: [
        "Canvas", "CSignals", "Explorer", "Export", "JSON", "Lessons", "Models", "Resources",
        "Scenes",
        "Screen", "Terminal", "Text", "Views",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "attnviz-bench",
      dependencies: [
        "AttentionCore", "Canvas", "ChildPrograms", "Explorer", "Lessons", "Models", "Resources",
        "Scenes", "Screen", "Terminal", "Views",
      ],
      exclude: ["forward-pass.py"]),
    .executableTarget(
      name: "attnviz-fuzz",
      dependencies: [
        "AttentionCore", "Canvas", "ChildPrograms", "Explorer", "Export", "JSON", "Lessons",
        "Models", "RandomText",
        "Resources", "Scenes", "Screen", "Terminal", "Text", "Views",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Tests/Fuzz"),
    .target(name: "ChildPrograms", path: "Tests/ChildPrograms"),
    .target(name: "RandomText", path: "Tests/RandomText"),
    .target(
      name: "OpenedSentences", dependencies: ["Explorer", "Models", "Resources", "Scenes"],
      path: "Tests/OpenedSentences"),
    .testTarget(
      name: "AttentionCoreTests", dependencies: ["AttentionCore", "RandomText"],
      path: "Tests/AttentionCore"),
    .testTarget(
      name: "ModelsTests", dependencies: ["Models", "RandomText", "Resources"],
      path: "Tests/Models",
      exclude: ["Fixtures"]),
    .testTarget(
      name: "ScenesTests", dependencies: ["Models", "RandomText", "Resources", "Scenes"],
      path: "Tests/Scenes",
      exclude: ["Fixtures"]),
    .testTarget(
      name: "JSONTests", dependencies: ["JSON", "RandomText", "Text"], path: "Tests/JSON"),
    .testTarget(name: "TextTests", dependencies: ["RandomText", "Text"], path: "Tests/Text"),
    .testTarget(name: "ResourcesTests", dependencies: ["Resources"], path: "Tests/Resources"),
    .testTarget(name: "CanvasTests", dependencies: ["Canvas"], path: "Tests/Canvas"),
    .testTarget(
      name: "ExplorerTests",
      dependencies: ["Explorer", "OpenedSentences", "RandomText", "Resources", "Views"],
      path: "Tests/Explorer"),
    .testTarget(
      name: "LessonsTests", dependencies: ["Lessons", "Resources", "Screen"], path: "Tests/Lessons"),
    .testTarget(
      name: "ScreenTests", dependencies: ["Lessons", "OpenedSentences", "Resources", "Screen"],
      path: "Tests/Screen",
      exclude: ["Screens"]),
    .testTarget(
      name: "ExportTests", dependencies: ["Export", "OpenedSentences", "Resources"],
      path: "Tests/Export"),
    .testTarget(
      name: "TerminalTests", dependencies: ["CNcurses", "Terminal", "Text"], path: "Tests/Terminal"),
    .testTarget(
      name: "EndToEndTests", dependencies: ["ChildPrograms", "attnviz"], path: "Tests/EndToEnd"),
  ],
  swiftLanguageModes: [.v6]
)

// swift-format-ignore-file
// Written by scripts/embed-page.py, from the files in Page.

extension EmbeddedPage {
static let embedded: [File] = [
]
}

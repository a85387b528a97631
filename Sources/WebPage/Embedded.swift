extension EmbeddedPage {
    static let embedded: [File] = []
}

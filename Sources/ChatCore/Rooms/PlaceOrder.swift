/// Places of a table, in the order in which they were last put at its end. Each step is a few writes, however many there are.
struct PlaceOrder {
    /// -1: none, and of a place that is not in it both are.
    private struct Neighbours {
        var before: Int32 = -1
        var after: Int32 = -1
    }

    private var neighbours: [Neighbours] = []
    private var firstPlace: Int32 = -1
    private var lastPlace: Int32 = -1

    /// Which has not been put at the end for longest.
    var first: Int? { firstPlace < 0 ? nil : Int(firstPlace) }

    func contains(_ place: Int) -> Bool {
        guard place < neighbours.count else { return false }
        return firstPlace == place || neighbours[place].before >= 0
    }

    /// Puts a place at the end, wherever it was.
    mutating func putLast(_ place: Int) {
        guard lastPlace != place else { return }
        remove(place)
        if place >= neighbours.count {
            neighbours.append(contentsOf: repeatElement(Neighbours(), count: place + 1 - neighbours.count))
        }
        neighbours[place].before = lastPlace
        if lastPlace < 0 { firstPlace = Int32(place) } else { neighbours[Int(lastPlace)].after = Int32(place) }
        lastPlace = Int32(place)
    }

    mutating func remove(_ place: Int) {
        guard contains(place) else { return }
        let (before, after) = (neighbours[place].before, neighbours[place].after)
        if before < 0 { firstPlace = after } else { neighbours[Int(before)].after = after }
        if after < 0 { lastPlace = before } else { neighbours[Int(after)].before = before }
        neighbours[place] = Neighbours()
    }
}

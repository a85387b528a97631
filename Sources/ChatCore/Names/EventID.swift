/// Names a message for `/history since=`: it grows within its room, over restarts too. 0: none.
public typealias EventID = Int64

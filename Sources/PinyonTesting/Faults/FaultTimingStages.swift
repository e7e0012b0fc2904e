import NIOCore

/// Everything arrives later, in order.
struct DelayStage: FaultStage {
    let delay: Duration
    let jitter: Duration
    private var random: FaultRandom
    private var last: Duration = .zero

    init(delay: Duration, jitter: Duration, random: FaultRandom) {
        self.delay = delay
        self.jitter = jitter
        self.random = random
    }

    mutating func take(_ delivery: FaultDelivery) -> [FaultDelivery] {
        var delivery = delivery
        let extra = jitter > .zero ? jitter * Double.random(in: 0...1, using: &random) : .zero
        delivery.due = max(last, delivery.due + delay + extra)
        last = delivery.due
        return [delivery]
    }
}

/// Only so many bytes a second pass.
struct ThrottleStage: FaultStage {
    let bytesPerSecond: Int
    private var free: Duration = .zero

    init(bytesPerSecond: Int) {
        self.bytesPerSecond = bytesPerSecond
    }

    mutating func take(_ delivery: FaultDelivery) -> [FaultDelivery] {
        free = max(free, delivery.due)
        guard case .bytes(var bytes) = delivery.content else {
            return [FaultDelivery(delivery.content, due: free)]
        }
        let largest = max(1, bytesPerSecond / 50)
        var pieces: [FaultDelivery] = []
        while let piece = bytes.readSlice(length: min(largest, bytes.readableBytes)), piece.readableBytes > 0 {
            free += .seconds(1) * piece.readableBytes / bytesPerSecond
            pieces.append(FaultDelivery(.bytes(piece), due: free))
        }
        return pieces
    }
}

/// Takes the bytes apart. Where the pieces end depends on the seed and the offsets only, save that each chunk ends one.
struct SplitStage: FaultStage {
    let sizes: ClosedRange<Int>
    let gap: Duration
    private var random: FaultRandom
    private var remaining = 0
    private var last: Duration?

    init(size: Fault.PieceSize, gap: Duration, random: FaultRandom) {
        sizes = size.range
        self.gap = gap
        self.random = random
    }

    mutating func take(_ delivery: FaultDelivery) -> [FaultDelivery] {
        guard case .bytes(var bytes) = delivery.content else { return [after(last, delivery)] }
        var pieces: [FaultDelivery] = []
        while bytes.readableBytes > 0 {
            if remaining == 0 { remaining = Int.random(in: sizes, using: &random) }
            guard let piece = bytes.readSlice(length: min(remaining, bytes.readableBytes)) else { break }
            remaining -= piece.readableBytes
            let next = after(last.map { $0 + gap }, FaultDelivery(.bytes(piece), due: delivery.due))
            last = next.due
            pieces.append(next)
        }
        return pieces
    }

    private func after(_ earliest: Duration?, _ delivery: FaultDelivery) -> FaultDelivery {
        FaultDelivery(delivery.content, due: max(earliest ?? delivery.due, delivery.due))
    }
}

/// Collects bytes and delivers them together.
struct CoalesceStage: FaultStage {
    let count: Int
    let limit: Duration?
    private var kept = ByteBuffer()
    private var due: Duration = .zero
    private(set) var wakeTime: Duration?

    init(count: Int, limit: Duration?) {
        self.count = count
        self.limit = limit
    }

    mutating func take(_ delivery: FaultDelivery) -> [FaultDelivery] {
        due = max(due, delivery.due)
        guard case .bytes(var bytes) = delivery.content else { return release(at: due) + [delivery] }
        if kept.readableBytes == 0, let limit { wakeTime = delivery.due + limit }
        kept.writeBuffer(&bytes)
        return kept.readableBytes >= count ? release(at: due) : []
    }

    mutating func wake(at now: Duration) -> [FaultDelivery] { release(at: now) }

    mutating func release(at now: Duration) -> [FaultDelivery] {
        wakeTime = nil
        guard kept.readableBytes > 0 else { return [] }
        defer { kept = ByteBuffer() }
        return [FaultDelivery(.bytes(kept), due: max(now, due))]
    }
}

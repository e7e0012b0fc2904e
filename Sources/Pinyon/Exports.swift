// An application that imports Pinyon uses near options, clocks and statistics by name.
@_exported public import PinyonNear

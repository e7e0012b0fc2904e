/// placeholder
public enum AddressTrust: Sendable, Hashable { 
 /// a
 case automatic }

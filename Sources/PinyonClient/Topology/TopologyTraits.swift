extension CommandTraits {
    
}

struct OpsPlaceholder {}

package org.modelwright.operator;

/// A trained tensor of a function.
///
/// @param value its name inside the function and its type
/// @param path its name for people, relative to the function: `attention.query.weight`
/// @param decays whether weight decay applies: matrices and embeddings yes, gains and biases no
public record Parameter(Value value, String path, Initializer initializer, boolean decays) {}

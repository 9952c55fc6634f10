/// The doctor: what the node knows of itself and its surroundings, as checks with a verdict and
/// what to do. Shared by the window and the command line; knows neither.
@org.jspecify.annotations.NullMarked
package dev.meshscope.doctor;

/// How files are opened and written that others may touch: without waiting, within a bound, whole
/// or not at all. Used by whoever reads or keeps anything.
@org.jspecify.annotations.NullMarked
package dev.meshscope.files;

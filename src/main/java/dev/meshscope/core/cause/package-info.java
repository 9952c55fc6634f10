/// Why something is as it is, as values: whoever shows them has the words (`telling.properties`).
@org.jspecify.annotations.NullMarked
package dev.meshscope.core.cause;

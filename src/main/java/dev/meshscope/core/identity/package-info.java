/// Who a node is: its id, its name, its key and the life it is living. Values only.
@org.jspecify.annotations.NullMarked
package dev.meshscope.core.identity;

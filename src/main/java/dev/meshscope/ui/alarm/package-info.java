/// Identity alarms, until they are answered.
@org.jspecify.annotations.NullMarked
package dev.meshscope.ui.alarm;

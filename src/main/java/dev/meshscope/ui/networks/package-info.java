/// How LAN, relay and limits stand, in words for the window.
@org.jspecify.annotations.NullMarked
package dev.meshscope.ui.networks;

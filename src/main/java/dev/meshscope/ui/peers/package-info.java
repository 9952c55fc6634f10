/// The peer table: row models, the filter language, and the view.
@org.jspecify.annotations.NullMarked
package dev.meshscope.ui.peers;

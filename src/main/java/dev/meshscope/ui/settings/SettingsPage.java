package dev.meshscope.ui.settings;

/// The pages of the settings.
public enum SettingsPage {
  RULE,
  NETWORKS,
  LIMITS
}

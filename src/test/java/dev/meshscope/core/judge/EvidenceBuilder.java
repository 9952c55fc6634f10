package dev.meshscope.core.judge;

import java.util.concurrent.TimeUnit;

/// Evidence in small steps. As built: an open incumbent of theirs, heard a second ago, and a raw
/// newcomer of the same direction that may displace it; we are the smaller.
final class EvidenceBuilder {
  private boolean incumbentOpen = true;
  private long silentNs = TimeUnit.SECONDS.toNanos(1);
  private boolean incumbentOutbound;
  private boolean challengerOutbound;
  private boolean selfIsSmaller = true;
  private boolean challengerIsOlder;
  private Evidence.Standing standing = Evidence.Standing.PROVEN;
  private Evidence.Proof incumbentProof = Evidence.Proof.PENDING;
  private boolean keyMatches = true;
  private Claim claim = Claim.NONE;
  private boolean ours;
  private boolean incumbentGivenUp;
  private int supersededReturns = 1;
  private ProbeState probe = new ProbeState.NotAsked();
  private int promotions;

  static EvidenceBuilder evidence() {
    return new EvidenceBuilder();
  }

  EvidenceBuilder closed() {
    incumbentOpen = false;
    return this;
  }

  EvidenceBuilder silent(long ns) {
    silentNs = ns;
    return this;
  }

  EvidenceBuilder outbound(boolean incumbent, boolean challenger) {
    incumbentOutbound = incumbent;
    challengerOutbound = challenger;
    return this;
  }

  EvidenceBuilder larger() {
    selfIsSmaller = false;
    return this;
  }

  EvidenceBuilder smaller(boolean self) {
    selfIsSmaller = self;
    return this;
  }

  EvidenceBuilder older(boolean challenger) {
    challengerIsOlder = challenger;
    return this;
  }

  EvidenceBuilder standing(Evidence.Standing what) {
    standing = what;
    return this;
  }

  EvidenceBuilder incumbentProof(Evidence.Proof proof) {
    incumbentProof = proof;
    return this;
  }

  EvidenceBuilder key(boolean matches) {
    keyMatches = matches;
    return this;
  }

  EvidenceBuilder open(boolean open) {
    incumbentOpen = open;
    return this;
  }

  EvidenceBuilder claims(Claim what) {
    claim = what;
    ours = what != Claim.NONE;
    return this;
  }

  EvidenceBuilder ours(boolean speaksExtra) {
    ours = speaksExtra;
    return this;
  }

  EvidenceBuilder givenUp(boolean gone) {
    incumbentGivenUp = gone;
    return this;
  }

  EvidenceBuilder returns(int times) {
    supersededReturns = times;
    return this;
  }

  EvidenceBuilder probe(ProbeState state) {
    probe = state;
    return this;
  }

  EvidenceBuilder promotions(int times) {
    promotions = times;
    return this;
  }

  Evidence build() {
    return new Evidence(
        new Evidence.Incumbent(
            7, incumbentOpen, silentNs, incumbentOutbound, incumbentProof, incumbentGivenUp, probe),
        new Evidence.Challenger(
            9,
            challengerOutbound,
            challengerIsOlder,
            standing,
            keyMatches,
            claim,
            ours,
            supersededReturns),
        selfIsSmaller,
        promotions);
  }
}

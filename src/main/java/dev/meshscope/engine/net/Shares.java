package dev.meshscope.engine.net;

import dev.meshscope.core.identity.NodeId;
import dev.meshscope.core.link.Bucket;
import dev.meshscope.core.table.Acquaintance;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// How many of those that have greeted in the [Lane] are let in, of which kind: whose key is
/// believed here has a share that strangers cannot take. Of that, little is there for one id: a
/// greeting can be copied by anybody, its proof cannot, and whoever is copied is to be the only one
/// it costs. What a share bounds is our work: to sign, and to look at a signature, takes this
/// thread a few milliseconds for each that has announced a proof. On the engine loop.
final class Shares {

  /// So many that announce no proof in a second, for each failure in a second that the limit
  /// allows.
  static final double OF_FAILURES = 2;

  /// The same for those that announce one, of each kind.
  static final double OF_FAILURES_PROVING = 0.25;

  /// So much of a share is there after a calm time.
  private static final int AT_ONCE_SECONDS = 2;

  /// Under one id whose key is believed.
  static final int OF_ONE_PER_SECOND = 2;

  static final int OF_ONE_AT_ONCE = 5;

  private static final Bucket.Rate OF_ONE = new Bucket.Rate(OF_ONE_PER_SECOND, OF_ONE_AT_ONCE);

  private static final int MOST_REMEMBERED = 4_096;

  private final Map<Acquaintance, Bucket> ofAll = new EnumMap<>(Acquaintance.class);
  private final Map<NodeId, Bucket> ofOne =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<NodeId, Bucket> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /// Whether this one is let in; if so that is spent.
  ///
  /// @param failuresPerSecond the limit
  boolean take(NodeId id, Acquaintance how, int failuresPerSecond, long nowNs) {
    double perSecond = of(how) * failuresPerSecond;
    Bucket.Rate rate = new Bucket.Rate(perSecond, AT_ONCE_SECONDS * perSecond);
    Bucket all = ofAll.getOrDefault(how, Bucket.EMPTY).at(rate, nowNs);
    if (!all.hasRoom(rate, 1) || !hasOwn(id, how, nowNs)) {
      return false;
    }
    ofAll.put(how, all.plus(1));
    return true;
  }

  /// Who has had its own share does not spend that of all.
  private boolean hasOwn(NodeId id, Acquaintance how, long nowNs) {
    if (how == Acquaintance.STRANGER || how == Acquaintance.ANNOUNCED) {
      return true;
    }
    Bucket one = ofOne.getOrDefault(id, Bucket.EMPTY).at(OF_ONE, nowNs);
    boolean room = one.hasRoom(OF_ONE, 1);
    ofOne.put(id, room ? one.plus(1) : one);
    return room;
  }

  private static double of(Acquaintance how) {
    return switch (how) {
      case KNOWN, MET, ANNOUNCED -> OF_FAILURES_PROVING;
      case STRANGER -> OF_FAILURES;
    };
  }
}

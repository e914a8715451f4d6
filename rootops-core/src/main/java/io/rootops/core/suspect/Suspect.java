package io.rootops.core.suspect;

import java.util.List;

/**
 * A commit that may have caused the incident.
 *
 * @param rank from 1
 * @param score of no unit: comparable within one incident
 * @param evidence what its score is made of, the strongest first
 */
public record Suspect(String sha, int rank, double score, List<Evidence> evidence) {
    public Suspect {
        evidence = List.copyOf(evidence);
    }

    /**
     * @param points weight x value; of evidence never below 0
     * @param words such as "owns 14 of 31 code lines of parse in src/Zone.java"
     */
    public record Evidence(SuspectFeature feature, double points, String words) {}
}

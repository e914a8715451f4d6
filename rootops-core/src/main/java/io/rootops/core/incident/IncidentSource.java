package io.rootops.core.incident;

import java.util.Locale;

/** What tells of an incident. */
public enum IncidentSource {
    ALERTMANAGER("Alertmanager", 0.9, true),
    GRAFANA("Grafana", 0.9, true),
    PAGERDUTY("PagerDuty", 0.9, false),
    /** Its alerts, as it tells them itself where nobody sends them. */
    PROMETHEUS("Prometheus", 0.9, true),
    /** What RootOps itself found, and a person confirmed. */
    SUSPICION("Confirmed suspicion", 1, false),
    /** What a person or a program told RootOps itself. */
    REPORTED("Report", 1, false),
    /** An issue whose labels say so. */
    ISSUE("Issue", 0.7, false);

    private final String title;
    private final double trust;
    private final boolean repeats;

    IncidentSource(String title, double trust, boolean repeats) {
        this.title = title;
        this.trust = trust;
        this.repeats = repeats;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** How far it is believed that something was wrong, from above 0 to 1. */
    public double trust() {
        return trust;
    }

    /** Whether it tells of what goes on again and again, so that its silence says something. */
    public boolean repeats() {
        return repeats;
    }

    /** As it is stored and written in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static IncidentSource of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

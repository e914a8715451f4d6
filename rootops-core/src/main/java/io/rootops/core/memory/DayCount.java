package io.rootops.core.memory;

import java.time.LocalDate;

/** Scored commits of one UTC day, by level. */
public record DayCount(LocalDate day, int low, int medium, int high) {}

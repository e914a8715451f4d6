package io.rootops.dashboard.view;

import io.rootops.core.memory.DayCount;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Scored commits of one UTC day, by level. */
public record DayItem(LocalDate day, int low, int medium, int high) {
    public int total() {
        return low + medium + high;
    }

    /** One item a day, the days without commits included, oldest first. */
    public static List<DayItem> strip(List<DayCount> counts, LocalDate last, int length) {
        Map<LocalDate, DayCount> byDay = counts.stream().collect(Collectors.toMap(DayCount::day, Function.identity()));
        List<DayItem> strip = new ArrayList<>(length);
        for (int i = length - 1; i >= 0; i--) {
            LocalDate day = last.minusDays(i);
            DayCount count = byDay.getOrDefault(day, new DayCount(day, 0, 0, 0));
            strip.add(new DayItem(day, count.low(), count.medium(), count.high()));
        }
        return strip;
    }

    /** The sum of some days; its day is that of the first. */
    public static DayItem sum(List<DayItem> days) {
        return new DayItem(
                days.get(0).day(),
                days.stream().mapToInt(DayItem::low).sum(),
                days.stream().mapToInt(DayItem::medium).sum(),
                days.stream().mapToInt(DayItem::high).sum());
    }
}

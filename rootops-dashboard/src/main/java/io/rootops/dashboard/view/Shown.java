package io.rootops.dashboard.view;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How numbers, times and long texts are written on pages. */
public final class Shown {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH_YEAR = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH);

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Shown() {}

    /** 12431 as 12,431. */
    public static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** 1234567 as "1.2 MB"; in thousands. */
    public static String bytes(long bytes) {
        double shown = Math.abs((double) bytes);
        int unit = 0;
        while (shown >= 999.5 && unit < UNITS.length - 1) {
            shown /= 1000;
            unit++;
        }
        double rounded = shown < 9.95 && unit > 0 ? Math.rint(shown * 10) / 10 : Math.rint(shown);
        return (bytes < 0 ? "-" : "") + decimal(rounded) + " " + UNITS[unit];
    }

    /** "12 MB more", "3 kB less", "no more". */
    public static String growth(long bytes) {
        return bytes == 0 ? "no more" : bytes > 0 ? bytes(bytes) + " more" : bytes(-bytes) + " less";
    }

    /** "12 s", "3 min", "5 h", "2 d"; a dash for none. */
    public static String span(double seconds) {
        if (seconds <= 0) {
            return "–";
        }
        Duration span = Duration.ofSeconds((long) Math.ceil(seconds));
        if (span.toSeconds() < 120) {
            return span.toSeconds() + " s";
        }
        if (span.toMinutes() < 120) {
            return span.toMinutes() + " min";
        }
        return span.toHours() < 48 ? span.toHours() + " h" : number(span.toDays()) + " d";
    }

    /** At most one decimal, none where it is zero. */
    public static String decimal(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? number((long) number)
                : String.format(Locale.ENGLISH, "%,.1f", number);
    }

    /** 0.312 as "31 %", 0.034 as "3.4 %"; a dash where it is not known. */
    public static String percent(@Nullable Double share) {
        if (share == null) {
            return "–";
        }
        double percent = 100 * share;
        return decimal(percent >= 9.95 ? Math.rint(percent) : Math.rint(percent * 10) / 10) + " %";
    }

    /** "1 commit", "12,431 commits". */
    public static String count(long number, String singular) {
        return number(number) + " " + singular + (number == 1 ? "" : "s");
    }

    /** "4 min ago"; from thirty days on a date. A time ahead of ours is "in the future", never "-3 min ago". */
    public static String ago(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        if (age.compareTo(Duration.ofMinutes(-1)) < 0) {
            return "in the future";
        }
        if (age.toSeconds() < 60) {
            return "just now";
        }
        if (age.toMinutes() < 60) {
            return age.toMinutes() + " min ago";
        }
        if (age.toHours() < 24) {
            return age.toHours() + " h ago";
        }
        return age.toDays() < 30 ? age.toDays() + " d ago" : DATE.format(then.atOffset(ZoneOffset.UTC));
    }

    public static String exact(Instant time) {
        return EXACT.format(time.atOffset(ZoneOffset.UTC));
    }

    /** "about 20 s", "about 3 min". */
    public static String about(long seconds) {
        return seconds < 90 ? "about " + Math.max(1, seconds) + " s" : "about " + Math.round(seconds / 60.0) + " min";
    }

    public static LocalDate day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    public static String day(LocalDate day, LocalDate today) {
        if (day.equals(today)) {
            return "Today";
        }
        return day.equals(today.minusDays(1)) ? "Yesterday" : DAY.format(day);
    }

    public static String month(LocalDate day) {
        return MONTH.format(day);
    }

    public static String monthYear(Instant time) {
        return MONTH_YEAR.format(time.atOffset(ZoneOffset.UTC));
    }

    public static String date(Instant time) {
        return DATE.format(time.atOffset(ZoneOffset.UTC));
    }

    public static String shortDay(LocalDate day) {
        return SHORT_DAY.format(day);
    }

    /** Cut at so many characters, with an ellipsis; never inside a surrogate pair. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end).stripTrailing() + "…";
    }

    /** "low" as "Low". */
    public static String word(Enum<?> value) {
        return word(value.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /** "30 Nov, 13:05", in UTC. */
    public static String minute(Instant time) {
        return MINUTE.format(time.atOffset(ZoneOffset.UTC));
    }

    /** With a capital and a full stop. */
    public static String sentence(String text) {
        String word = word(text.strip());
        return word.matches("(?s).*[.!?]") ? word : word + ".";
    }

    /** With a capital. */
    public static String word(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}

package io.rootops.core.reporter;

import io.rootops.core.gate.GateVerdict;
import io.rootops.core.reporter.RiskSummary.ReportedCommit;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A suite of tests as JUnit writes it, which GitLab, CircleCI, Azure and Jenkins show: a test for each commit, failed where it
 * stands at the percentile that holds back, skipped where it has no score; and one for the verdict.
 */
public final class JunitReporter implements RiskReporter {
    private static final String SUITE = "rootops";

    @Override
    public String format() {
        return "junit";
    }

    @Override
    public void write(RiskSummary summary, Appendable out) throws IOException {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            suite(summary, xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("cannot write the report as XML: " + e.getMessage(), e);
        }
        out.append(text.toString()).append('\n');
    }

    private static void suite(RiskSummary summary, XMLStreamWriter xml) throws XMLStreamException {
        List<ReportedCommit> commits = summary.commits();
        boolean held = summary.verdict() == GateVerdict.HOLD;
        long failed = commits.stream()
                        .filter(it -> it.standsAt(summary.holdPercentile()))
                        .count()
                + (held ? 1 : 0);
        long skipped = commits.stream().filter(it -> it.percentile() == null).count()
                + (summary.verdict() == GateVerdict.UNKNOWN ? 1 : 0);
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", SUITE);
        xml.writeAttribute("tests", Integer.toString(commits.size() + (summary.verdict() == null ? 0 : 1)));
        xml.writeAttribute("failures", Long.toString(failed));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", Long.toString(skipped));
        if (summary.verdict() != null) {
            verdict(summary, summary.verdict(), xml);
        }
        for (ReportedCommit commit : commits) {
            commit(commit, summary, xml);
        }
        xml.writeEndElement();
    }

    private static void verdict(RiskSummary summary, GateVerdict verdict, XMLStreamWriter xml)
            throws XMLStreamException {
        begin(summary, "gate" + (summary.environment() == null ? "" : " of " + summary.environment()), xml);
        List<String> lines = new ArrayList<>(summary.reasons());
        summary.wouldChange().forEach(it -> lines.add("Would change it: " + it));
        if (verdict == GateVerdict.UNKNOWN) {
            xml.writeEmptyElement("skipped");
            xml.writeAttribute("message", Plain.line(String.join(" ", summary.reasons())));
        } else if (verdict == GateVerdict.HOLD) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", Plain.line(String.join(" ", summary.reasons())));
            xml.writeAttribute("type", "hold");
            xml.writeEndElement();
        }
        end(lines, xml);
    }

    private static void commit(ReportedCommit commit, RiskSummary summary, XMLStreamWriter xml)
            throws XMLStreamException {
        begin(summary, commit.shortSha() + " " + commit.title(), xml);
        if (commit.percentile() == null) {
            xml.writeEmptyElement("skipped");
            xml.writeAttribute("message", Plain.line(commit.unscored() == null ? "no score" : commit.unscored()));
        } else if (commit.standsAt(summary.holdPercentile())) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", Plain.line(commit.standing()));
            xml.writeAttribute("type", "risk");
            xml.writeEndElement();
        }
        List<String> lines = new ArrayList<>();
        lines.add(commit.standing());
        lines.addAll(commit.reasons());
        if (commit.page() != null) {
            lines.add(commit.page());
        }
        end(lines, xml);
    }

    private static void begin(RiskSummary summary, String name, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute(
                "classname", SUITE + "." + Plain.line(summary.repository()).replace('.', '_'));
        xml.writeAttribute("name", Plain.line(name));
        xml.writeAttribute("time", "0");
    }

    private static void end(List<String> lines, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("system-out");
        for (String line : lines) {
            xml.writeCharacters(Plain.line(line) + "\n");
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }
}

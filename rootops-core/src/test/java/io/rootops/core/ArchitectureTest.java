package io.rootops.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the packages; CONTRIBUTING draws them. */
@AnalyzeClasses(packages = "io.rootops.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule domainKnowsTheJdkOnly = classes()
            .that()
            .resideInAnyPackage(
                    "..core.change..",
                    "..core.risk..",
                    "..core.outcome..",
                    "..core.evaluate..",
                    "..core.access..",
                    "..core.webhook..",
                    "..core.installation..",
                    "..core.report..",
                    "..core.pull..",
                    "..core.deployment..",
                    "..core.dora..",
                    "..core.gate..",
                    "..core.check..",
                    "..core.incident..",
                    "..core.pattern..",
                    "..core.privacy..",
                    "..core.vitals..",
                    "..core.signal",
                    "..core.signal.file..",
                    "..core.signal.log..",
                    "..core.signal.template..",
                    "..core.signal.intake..",
                    "..core.signal.origin..",
                    "..core.signal.limit..",
                    "..core.signal.verdict..",
                    "..core.suspicion..",
                    "..core.suspect",
                    "..core.suspect.learn..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "..core.change..",
                    "..core.risk..",
                    "..core.outcome..",
                    "..core.evaluate..",
                    "..core.access..",
                    "..core.webhook..",
                    "..core.installation..",
                    "..core.report..",
                    "..core.pull..",
                    "..core.deployment..",
                    "..core.dora..",
                    "..core.gate..",
                    "..core.check..",
                    "..core.incident..",
                    "..core.pattern..",
                    "..core.privacy..",
                    "..core.vitals..",
                    "..core.signal",
                    "..core.signal.file..",
                    "..core.signal.log..",
                    "..core.signal.store..",
                    "..core.signal.template..",
                    "..core.signal.intake..",
                    "..core.signal.origin..",
                    "..core.signal.verdict..",
                    "..core.suspicion..",
                    "..core.suspect..",
                    "..core.signal.limit..",
                    "..core.signal.anomaly..")
            .andShould()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("java.sql..", "java.net..");

    @ArchTest
    static final ArchRule historyKnowsGitAndTheDomain = noClasses()
            .that()
            .resideInAPackage("..core.history..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jooq..", "java.sql..", "..core.memory..", "..core.engine..", "..core.schedule..");

    @ArchTest
    static final ArchRule onlyHistoryKnowsGit = noClasses()
            .that()
            .resideOutsideOfPackage("..core.history..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jgit..");

    @ArchTest
    static final ArchRule onlyMemoryKnowsTheSchema = noClasses()
            .that()
            .resideOutsideOfPackage("..core.memory..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..core.memory.schema..");

    @ArchTest
    static final ArchRule memoryKnowsNoUseCase = noClasses()
            .that()
            .resideInAPackage("..core.memory..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..core.engine..", "..core.schedule..", "..core.forge..");

    @ArchTest
    static final ArchRule onlyTheDetectorKnowsTheForest = noClasses()
            .that()
            .resideOutsideOfPackage("..core.signal.anomaly..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.amazon.randomcutforest..");

    @ArchTest
    static final ArchRule onlyScheduleKnowsTheScheduler = noClasses()
            .that()
            .resideOutsideOfPackage("..core.schedule..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.kagkarlsson..");

    @ArchTest
    static final ArchRule noServersAndNoForgesHere = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.servlet..", "org.eclipse.jetty..", "org.kohsuke..");

    @ArchTest
    static final ArchRule onlyStoresOfSignalsAlertsAndReportsAreInJson = noClasses()
            .that()
            .resideOutsideOfPackages("..core.signal.loki..", "..core.signal.prometheus..", "..core.reporter..")
            .and()
            .doNotHaveSimpleName("ForgottenAlerts")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule onlyDeclarationsAreInYaml = noClasses()
            .that()
            .resideOutsideOfPackage("..core.signal.declaration..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.yaml..");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("io.rootops.core.(*)..").should().beFreeOfCycles();
}

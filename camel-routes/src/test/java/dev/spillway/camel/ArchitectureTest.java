/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.spillway.camel", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule only_sqs_and_the_bridge_use_the_aws_sdk = noClasses()
            .that()
            .resideOutsideOfPackages("dev.spillway.camel.sqs", "dev.spillway.camel.bridge")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..");

    @ArchTest
    static final ArchRule sqs_knows_no_jms = noClasses()
            .that()
            .resideInAnyPackage("dev.spillway.camel.sqs", "dev.spillway.camel.batch", "dev.spillway.camel.outage")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.jms..", "dev.spillway.camel.jms", "dev.spillway.camel.message");

    @ArchTest
    static final ArchRule only_the_components_know_camel = noClasses()
            .that()
            .resideInAnyPackage("dev.spillway.camel.message", "dev.spillway.camel.batch", "dev.spillway.camel.outage")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule the_configuration_knows_neither_camel_nor_jms_nor_aws = noClasses()
            .that()
            .resideInAPackage("dev.spillway.camel.bridge.config")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.camel..", "jakarta.jms..", "software.amazon..");

    @ArchTest
    static final ArchRule only_the_configuration_knows_yaml = noClasses()
            .that()
            .resideOutsideOfPackage("dev.spillway.camel.bridge.config")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.snakeyaml..");

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("dev.spillway.camel.(*)..").should().beFreeOfCycles();
}

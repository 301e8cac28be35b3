/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.spillway.samples", importOptions = DoNotIncludeTests.class)
class LayeringTest {

    @ArchTest
    static final ArchRule the_packages_have_no_cycles =
            slices().matching("dev.spillway.samples.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_services_are_plain_jms_applications = noClasses()
            .that()
            .resideInAnyPackage("..samples.buying..", "..samples.ordering..", "..samples.shipping..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.spillway.jms..",
                    "dev.spillway.artemis..",
                    "dev.spillway.camel..",
                    "software.amazon..",
                    "org.apache..");
}

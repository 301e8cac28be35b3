/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.spillway.jms", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule only_the_sqs_transport_uses_the_aws_sdk = noClasses()
            .that()
            .resideOutsideOfPackage("dev.spillway.jms.sqs..")
            .and()
            .haveSimpleNameNotStartingWith("SpillwayConnectionFactory")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("software.amazon..", "io.netty..");

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("dev.spillway.jms.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_parts_of_the_sqs_transport_form_no_cycle =
            slices().matching("dev.spillway.jms.sqs.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_parts_of_the_sqs_transport_do_not_see_what_is_made_of_them = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.spillway.jms.sqs.batch",
                    "dev.spillway.jms.sqs.client",
                    "dev.spillway.jms.sqs.queue",
                    "dev.spillway.jms.sqs.s3")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.spillway.jms.sqs");

    @ArchTest
    static final ArchRule layers_depend_downwards = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("factory")
            .definedBy("dev.spillway.jms")
            .layer("jndi")
            .definedBy("..jms.jndi")
            .layer("context")
            .definedBy("..jms.context")
            .layer("connection")
            .definedBy("..jms.connection")
            .layer("session")
            .definedBy("..jms.session")
            .layer("sqs")
            .definedBy("..jms.sqs..")
            .layer("transport")
            .definedBy("..jms.transport")
            .layer("message")
            .definedBy("..jms.message")
            .layer("destination")
            .definedBy("..jms.destination")
            .whereLayer("jndi")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("factory")
            .mayOnlyBeAccessedByLayers("jndi")
            .whereLayer("context")
            .mayOnlyBeAccessedByLayers("factory")
            .whereLayer("connection")
            .mayOnlyBeAccessedByLayers("factory", "context")
            .whereLayer("session")
            .mayOnlyBeAccessedByLayers("factory", "context", "connection")
            .whereLayer("sqs")
            .mayOnlyBeAccessedByLayers("factory")
            .whereLayer("message")
            .mayOnlyBeAccessedByLayers("session", "context");

    @ArchTest
    static final ArchRule the_products_do_not_know_each_other = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.spillway.artemis..", "dev.spillway.camel..");
}

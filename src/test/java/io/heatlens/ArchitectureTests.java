package io.heatlens;

import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Data flows in one direction, and a package never uses one to its right.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTests {

	private final JavaClasses classes = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.heatlens");

	/** From left to right. The packages of one list do not use each other. */
	private static final List<List<String>> PACKAGES = List
		.of(List.of("api"), List.of("image", "hub", "engine"), List.of("vit.checkpoint"), List.of("vit.input"),
				List.of("vit.layer"), List.of("vit.transformer"), List.of("vit.text"), List.of("vit.family"),
				List.of("vit.family.timm", "vit.family.huggingface", "vit.family.openclip"), List.of("vit.classes"),
				List.of("vit"), List.of("explain.method"),
				List.of("explain.cam", "explain.attention", "explain.gradient", "explain.perturbation",
						"explain.metric"),
				List.of("explain"), List.of("render.png"), List.of("render"), List.of("request"), List.of("answer"),
				List.of("web.access"), List.of("web.problem"), List.of("web.tomcat"), List.of("web", "batch"),
				List.of("web.kserve"));

	@Test
	void packagesUseOnlyPackagesToTheirLeft() {
		Architectures.LayeredArchitecture architecture = Architectures.layeredArchitecture()
			.consideringOnlyDependenciesInLayers();
		for (String name : names(0)) {
			architecture = architecture.layer(name).definedBy("io.heatlens." + name);
		}
		for (int i = 0; i < PACKAGES.size(); i++) {
			String[] right = names(i + 1).toArray(String[]::new);
			for (String name : PACKAGES.get(i)) {
				architecture = (right.length > 0) ? architecture.whereLayer(name).mayOnlyBeAccessedByLayers(right)
						: architecture.whereLayer(name).mayNotBeAccessedByAnyLayer();
			}
		}
		architecture.check(this.classes);
	}

	private static List<String> names(int from) {
		return PACKAGES.stream().skip(from).flatMap(List::stream).toList();
	}

	@Test
	void everyPackageHasAPlaceInTheOrder() {
		assertThat(this.classes.stream().map(JavaClass::getPackageName).distinct()).containsExactlyInAnyOrderElementsOf(
				Stream.concat(Stream.of("io.heatlens"), names(0).stream().map((name) -> "io.heatlens." + name))
					.toList());
	}

	@Test
	void noPackageHoldsMoreThanFortyFiles() {
		assertThat(this.classes.stream()
			.filter(JavaClass::isTopLevelClass)
			.collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting())))
			.allSatisfy((name, files) -> assertThat(files).as(name).isLessThanOrEqualTo(40));
	}

	@Test
	void accessUsesNoOtherPackage() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage("io.heatlens.web.access..")
			.should()
			.dependOnClassesThat(JavaClass.Predicates.resideInAPackage("io.heatlens..")
				.and(JavaClass.Predicates.resideOutsideOfPackage("io.heatlens.web.access..")))
			.check(this.classes);
	}

	@Test
	void keysAreComparedInConstantTime() {
		ArchRuleDefinition.theClass("io.heatlens.web.access.ApiKeys")
			.should()
			.callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
			.check(this.classes);
		ArchRuleDefinition.noClasses()
			.that()
			.haveFullyQualifiedName("io.heatlens.web.access.ApiKeys")
			.should()
			.callMethodWhere(JavaCall.Predicates
				.target(HasName.Predicates.nameMatching("equals|equalsIgnoreCase|compareTo|compare|contains|get")))
			.check(this.classes);
	}

	@Test
	void onlyWebUsesHttp() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackage("io.heatlens.web..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.web..", "org.springframework.http..", "jakarta.servlet..",
					"org.apache.catalina..")
			.check(this.classes);
	}

	@Test
	void onlyWebTomcatUsesTomcat() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackage("io.heatlens.web.tomcat")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.apache.catalina..", "org.apache.coyote..", "org.apache.tomcat..",
					"org.springframework.boot.tomcat..")
			.check(this.classes);
	}

	@Test
	void encoderIsTheOnlyPublicClassOfThePngPackage() {
		ArchRuleDefinition.classes()
			.that()
			.resideInAPackage("io.heatlens.render.png")
			.and()
			.areTopLevelClasses()
			.and()
			.doNotHaveSimpleName("PngEncoder")
			.should()
			.notBePublic()
			.check(this.classes);
	}

	@Test
	void onlyHubSendsHttpRequests() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackage("io.heatlens.hub..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("java.net.http..")
			.check(this.classes);
	}

	@Test
	void onlyTheEngineModelsAndMethodsUseTensors() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackages("io.heatlens.engine", "io.heatlens.vit..", "io.heatlens.explain..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("ai.djl..")
			.check(this.classes);
	}

	@Test
	void preprocessingUsesNoTensors() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage("io.heatlens.vit.input")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("ai.djl..")
			.check(this.classes);
	}

	@Test
	void onlyFourClassesUseInternalsOfDjl() {
		ArchRuleDefinition.noClasses()
			.that()
			.haveNameNotMatching(
					"io\\.heatlens\\.(engine\\.(Autograd|Libtorch)|vit\\.transformer\\.(Kernels|WindowWeights))(\\$.*)?")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("ai.djl.pytorch..")
			.check(this.classes);
	}

}

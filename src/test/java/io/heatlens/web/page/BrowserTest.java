package io.heatlens.web.page;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.heatlens.web.HttpTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.core.annotation.AliasFor;

/**
 * A {@link HttpTest} in a real browser. The constructor of the test takes a
 * {@link Browser} or an {@link Explorer}, which is closed with the instance of the test:
 * after each test, or after all of them where they share an instance.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@HttpTest
@ExtendWith(BrowserExtension.class)
@Tag("slow")
public @interface BrowserTest {

	/**
	 * The properties of the service.
	 * @return each as {@code name=value}
	 */
	@AliasFor(annotation = HttpTest.class)
	String[] properties() default {};

}

package io.heatlens.web;

import io.heatlens.web.problem.ContainerProblem;
import io.heatlens.web.problem.Problems;
import io.heatlens.web.problem.RequestIdFilter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers the errors that filters and the servlet container forward to {@code /error}.
 */
@RestController
class FallbackErrorController implements ErrorController {

	private final Rejections rejections;

	FallbackErrorController(Rejections rejections) {
		this.rejections = rejections;
	}

	@RequestMapping("/error")
	ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
		Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		HttpStatus status = (code instanceof Integer value) ? HttpStatus.valueOf(value) : HttpStatus.NOT_FOUND;
		ProblemDetail problem = Problems.of(status, ContainerProblem.code(status),
				ContainerProblem.detail(status, null, request.getContextPath()), RequestIdFilter.id(request));
		this.rejections.count(problem);
		return ProblemHandler.answer(problem, HttpHeaders.EMPTY);
	}

}

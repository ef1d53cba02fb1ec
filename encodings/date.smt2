;; DateEquals, DateNotEquals, DateLessThan, DateLessThanEquals, DateGreaterThan, DateGreaterThanEquals
;;
;; The value, read as a W3C date of ISO 8601 or as seconds since 1970 began, stands so to one of the operands
;; (IAM/reference_policies_elements_condition_operators; the policy simulator for seconds in a request).
;;
;; Encoded as numbers are: seconds since 1970 as a real, with a `Bool` that the text is a point in time. Exact
;; for terms that read the key as a time only, for the same reason. Operands are converted by the compiler;
;; a time zone is gone by then.

(set-logic ALL)

;; policy in-2026
;;   {"Condition": {"DateGreaterThanEquals": {"aws:CurrentTime": "2026-01-01T00:00:00Z"},
;;                  "DateLessThan": {"aws:CurrentTime": "2027-01-01T00:00:00Z"}}}
;; emits
(push 1)
(declare-const |aws:currenttime present| Bool)
(declare-const |aws:currenttime is time| Bool)
(declare-const |aws:currenttime as time| Real)
(assert (and |aws:currenttime present| (and |aws:currenttime is time| (>= |aws:currenttime as time| 1767225600.0)) (and |aws:currenttime is time| (< |aws:currenttime as time| 1798761600.0))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of in-2026
;;   {"context": {"aws:CurrentTime": ["2026-01-01"]}} => true
;;   {"context": {"aws:CurrentTime": ["2026-12-31T23:59:59.9Z"]}} => true
;;   {"context": {"aws:CurrentTime": ["2026"]}} => true
;;   {"context": {"aws:CurrentTime": ["1767225600"]}} => true
;;   {"context": {"aws:CurrentTime": ["1767225599.5"]}} => false
;;   {"context": {"aws:CurrentTime": ["2027-01-01T00:30:00+01:00"]}} => true
;;   {"context": {"aws:CurrentTime": ["2026-02-30"]}} => false
;;   {"context": {"aws:CurrentTime": ["soon"]}} => false
;;   {"context": {}} => false

;; policy by-epoch
;;   {"Condition": {"DateGreaterThanEquals": {"aws:CurrentTime": "1767225600"},
;;                  "DateLessThan": {"aws:CurrentTime": "2027-01-01T01:00:00+01:00"}}}
;; emits
(push 1)
(declare-const |aws:currenttime present| Bool)
(declare-const |aws:currenttime is time| Bool)
(declare-const |aws:currenttime as time| Real)
(assert (and |aws:currenttime present| (and |aws:currenttime is time| (>= |aws:currenttime as time| 1767225600.0)) (and |aws:currenttime is time| (< |aws:currenttime as time| 1798761600.0))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy new-year
;;   {"Condition": {"DateEquals": {"aws:CurrentTime": "2026-01-01"}}}
;; emits
(push 1)
(declare-const |aws:currenttime present| Bool)
(declare-const |aws:currenttime is time| Bool)
(declare-const |aws:currenttime as time| Real)
(assert (and |aws:currenttime present| (and |aws:currenttime is time| (= |aws:currenttime as time| 1767225600.0))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy not-new-year
;;   {"Condition": {"DateNotEquals": {"aws:CurrentTime": "2026-01-01"}}}
;; emits
(push 1)
(declare-const |aws:currenttime present| Bool)
(declare-const |aws:currenttime is time| Bool)
(declare-const |aws:currenttime as time| Real)
(assert (or (not |aws:currenttime present|) (and |aws:currenttime present| (not (and |aws:currenttime is time| (= |aws:currenttime as time| 1767225600.0))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of not-new-year
;;   {"context": {"aws:CurrentTime": ["2026-01-01T00:00Z"]}} => false
;;   {"context": {"aws:CurrentTime": ["2026-01-01T00:00:01Z"]}} => true
;;   {"context": {"aws:CurrentTime": ["soon"]}} => true
;;   {"context": {}} => true

;; policy until
;;   {"Condition": {"DateLessThanEquals": {"aws:CurrentTime": "2026-01-01"}}}
;; emits
(push 1)
(declare-const |aws:currenttime present| Bool)
(declare-const |aws:currenttime is time| Bool)
(declare-const |aws:currenttime as time| Real)
(assert (and |aws:currenttime present| (and |aws:currenttime is time| (<= |aws:currenttime as time| 1767225600.0))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy after
;;   {"Condition": {"DateGreaterThan": {"aws:CurrentTime": "2026-01-01"}}}
;; emits
(push 1)
(declare-const |aws:currenttime present| Bool)
(declare-const |aws:currenttime is time| Bool)
(declare-const |aws:currenttime as time| Real)
(assert (and |aws:currenttime present| (and |aws:currenttime is time| (> |aws:currenttime as time| 1767225600.0))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy before-1970
;;   {"Condition": {"DateLessThan": {"aws:CurrentTime": "1969-12-31T23:59:59.75Z"}}}
;; emits
(push 1)
(declare-const |aws:currenttime present| Bool)
(declare-const |aws:currenttime is time| Bool)
(declare-const |aws:currenttime as time| Real)
(assert (and |aws:currenttime present| (and |aws:currenttime is time| (< |aws:currenttime as time| (- 0.25)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of before-1970
;;   {"context": {"aws:CurrentTime": ["-0.5"]}} => true
;;   {"context": {"aws:CurrentTime": ["-0.25"]}} => false

;; law one-year-written-twice: (in-2026 and not by-epoch) or (by-epoch and not in-2026), expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)
;; law new-year-is-in-the-year: new-year and not in-2026, expect unsat
(push 1)
(declare-const |aws:currenttime present| Bool)
(declare-const |aws:currenttime is time| Bool)
(declare-const |aws:currenttime as time| Real)
(assert (and |aws:currenttime present| (and |aws:currenttime is time| (= |aws:currenttime as time| 1767225600.0)) (not (and |aws:currenttime present| (and |aws:currenttime is time| (>= |aws:currenttime as time| 1767225600.0)) (and |aws:currenttime is time| (< |aws:currenttime as time| 1798761600.0))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law time-is-ordered: until and after, expect unsat
(push 1)
(declare-const |aws:currenttime present| Bool)
(declare-const |aws:currenttime is time| Bool)
(declare-const |aws:currenttime as time| Real)
(assert (and |aws:currenttime present| (and |aws:currenttime is time| (<= |aws:currenttime as time| 1767225600.0)) (and |aws:currenttime is time| (> |aws:currenttime as time| 1767225600.0))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law until-or-after-if-it-is-a-time: new-year and not until, expect unsat
(push 1)
(declare-const |aws:currenttime present| Bool)
(declare-const |aws:currenttime is time| Bool)
(declare-const |aws:currenttime as time| Real)
(assert (and |aws:currenttime present| (and |aws:currenttime is time| (= |aws:currenttime as time| 1767225600.0)) (not (and |aws:currenttime present| (and |aws:currenttime is time| (<= |aws:currenttime as time| 1767225600.0))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law what-is-no-time-is-neither: not-new-year and not (until or after), expect sat
(push 1)
(declare-const |aws:currenttime present| Bool)
(declare-const |aws:currenttime is time| Bool)
(declare-const |aws:currenttime as time| Real)
(assert (and (or (not |aws:currenttime present|) (and |aws:currenttime present| (not (and |aws:currenttime is time| (= |aws:currenttime as time| 1767225600.0))))) (not (or (and |aws:currenttime present| (and |aws:currenttime is time| (<= |aws:currenttime as time| 1767225600.0))) (and |aws:currenttime present| (and |aws:currenttime is time| (> |aws:currenttime as time| 1767225600.0)))))))
(set-info :status sat)
(check-sat)
(pop 1)

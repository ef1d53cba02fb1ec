;; NumericEquals, NumericNotEquals, NumericLessThan, NumericLessThanEquals, NumericGreaterThan,
;; NumericGreaterThanEquals
;;
;; The value, read as a decimal number, stands so to one of the operands
;; (IAM/reference_policies_elements_condition_operators). A value that is no number compares with none, and so
;; fails all of them but NumericNotEquals. No variables.
;;
;; Encoded over the reals, with a `Bool` that the value is a number at all. Exact for terms that read the key
;; as a number only: the numbers that a text can spell are dense and unbounded in the reals, so each cell
;; between bounds that has a real has a decimal, and whether the text is a number is free of which. Where one
;; key is read as text too, the two readings meet at the literals it is compared with, and nowhere else: the
;; block says `wider`.

(set-logic ALL)

;; policy small
;;   {"Condition": {"NumericLessThanEquals": {"s3:max-keys": "10"}}}
;; emits
(push 1)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(assert (and |s3:max-keys present| (and |s3:max-keys is number| (<= |s3:max-keys as number| 10.0))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of small
;;   {"context": {"s3:max-keys": ["10"]}} => true
;;   {"context": {"s3:max-keys": ["10.0"]}} => true
;;   {"context": {"s3:max-keys": ["-3"]}} => true
;;   {"context": {"s3:max-keys": ["10.01"]}} => false
;;   {"context": {"s3:max-keys": ["ten"]}} => false
;;   {"context": {"s3:max-keys": [""]}} => false
;;   {"context": {}} => false

;; policy large
;;   {"Condition": {"NumericGreaterThan": {"s3:max-keys": "10"}}}
;; emits
(push 1)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(assert (and |s3:max-keys present| (and |s3:max-keys is number| (> |s3:max-keys as number| 10.0))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy below
;;   {"Condition": {"NumericLessThan": {"s3:max-keys": "10"}}}
;; emits
(push 1)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(assert (and |s3:max-keys present| (and |s3:max-keys is number| (< |s3:max-keys as number| 10.0))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy ten
;;   {"Condition": {"NumericEquals": {"s3:max-keys": "10.00"}}}
;; emits
(push 1)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(assert (and |s3:max-keys present| (and |s3:max-keys is number| (= |s3:max-keys as number| 10.0))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy not-ten
;;   {"Condition": {"NumericNotEquals": {"s3:max-keys": "10"}}}
;; emits
(push 1)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(assert (or (not |s3:max-keys present|) (and |s3:max-keys present| (not (and |s3:max-keys is number| (= |s3:max-keys as number| 10.0))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of not-ten
;;   {"context": {"s3:max-keys": ["010"]}} => false
;;   {"context": {"s3:max-keys": ["11"]}} => true
;;   {"context": {"s3:max-keys": ["ten"]}} => true
;;   {"context": {}} => true

;; policy at-least-ten
;;   {"Condition": {"NumericGreaterThanEquals": {"s3:max-keys": "10"}}}
;; emits
(push 1)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(assert (and |s3:max-keys present| (and |s3:max-keys is number| (>= |s3:max-keys as number| 10.0))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy at-least-nine
;;   {"Condition": {"NumericGreaterThanEquals": {"s3:max-keys": "9"}}}
;; emits
(push 1)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(assert (and |s3:max-keys present| (and |s3:max-keys is number| (>= |s3:max-keys as number| 9.0))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy between
;;   {"Condition": {"NumericGreaterThan": {"s3:max-keys": "-0.5"}, "NumericLessThan": {"s3:max-keys": "-0.25"}}}
;; emits
(push 1)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(assert (and |s3:max-keys present| (and |s3:max-keys is number| (> |s3:max-keys as number| (- 0.5))) (and |s3:max-keys is number| (< |s3:max-keys as number| (- 0.25)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of between
;;   {"context": {"s3:max-keys": ["-0.3"]}} => true
;;   {"context": {"s3:max-keys": ["-.26"]}} => true
;;   {"context": {"s3:max-keys": ["-0.25"]}} => false
;;   {"context": {"s3:max-keys": ["0.3"]}} => false

;; law apart: small and large, expect unsat
(push 1)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(assert (and |s3:max-keys present| (and |s3:max-keys is number| (<= |s3:max-keys as number| 10.0)) (and |s3:max-keys is number| (> |s3:max-keys as number| 10.0))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law at-most-is-below-or-equal: (small and not (below or ten)) or ((below or ten) and not small), expect unsat
(push 1)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(define-fun term-1 () Bool (and |s3:max-keys is number| (<= |s3:max-keys as number| 10.0)))
(define-fun term-2 () Bool (or (and |s3:max-keys present| (and |s3:max-keys is number| (< |s3:max-keys as number| 10.0))) (and |s3:max-keys present| (and |s3:max-keys is number| (= |s3:max-keys as number| 10.0)))))
(assert (or (and |s3:max-keys present| term-1 (not term-2)) (and term-2 (not (and |s3:max-keys present| term-1)))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law bounds-are-ordered: at-least-ten and not at-least-nine, expect unsat
(push 1)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(assert (and |s3:max-keys present| (and |s3:max-keys is number| (>= |s3:max-keys as number| 10.0)) (not (and |s3:max-keys present| (and |s3:max-keys is number| (>= |s3:max-keys as number| 9.0))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law numbers-are-dense: at-least-nine and below and not not-ten, expect unsat
(push 1)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(assert (and |s3:max-keys present| (and |s3:max-keys is number| (>= |s3:max-keys as number| 9.0)) (and |s3:max-keys is number| (< |s3:max-keys as number| 10.0)) (not (or (not |s3:max-keys present|) (and |s3:max-keys present| (not (and |s3:max-keys is number| (= |s3:max-keys as number| 10.0))))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law between-nine-and-ten: at-least-nine and below, expect sat
(push 1)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(assert (and |s3:max-keys present| (and |s3:max-keys is number| (>= |s3:max-keys as number| 9.0)) (and |s3:max-keys is number| (< |s3:max-keys as number| 10.0))))
(set-info :status sat)
(check-sat)
(pop 1)
;; law what-is-no-number-is-neither: not-ten and not (below or large), expect sat
(push 1)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(assert (and (or (not |s3:max-keys present|) (and |s3:max-keys present| (not (and |s3:max-keys is number| (= |s3:max-keys as number| 10.0))))) (not (or (and |s3:max-keys present| (and |s3:max-keys is number| (< |s3:max-keys as number| 10.0))) (and |s3:max-keys present| (and |s3:max-keys is number| (> |s3:max-keys as number| 10.0)))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy both-readings, expect unsat
;;   {"Condition": {"StringEquals": {"s3:max-keys": "x"}, "NumericLessThan": {"s3:max-keys": "10"}}}
;; emits
;;   wider: `s3:max-keys`, read in more than one way
(push 1)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys| String)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(assert (=> (= |s3:max-keys| "x") (and (not |s3:max-keys is number|))))
(assert (and |s3:max-keys present| (= |s3:max-keys| "x") (and |s3:max-keys is number| (< |s3:max-keys as number| 10.0))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; rows of both-readings
;;   {"context": {"s3:max-keys": ["x"]}} => false
;;   {"context": {"s3:max-keys": ["9"]}} => false

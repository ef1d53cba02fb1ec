;; Keys with several values
;;
;; Which keys have several values is in the service authorization reference (`ArrayOf…`); a key it does not
;; list has several if some policy of the question asks for it with a set operator. The values are a set.
;;
;; Encoded by candidate elements: each claim "some value of the key passes this test" below the term gets one
;; candidate, a value with a `Bool` that it is in the set, and the claim becomes "some candidate is in the set
;; and passes". Exact. If a set of values makes the term true, keep for each claim that is true of it one
;; element that makes it so: the true claims stay true, the false ones stay false, since a subset has fewer
;; elements that could pass. And the candidates that are in are themselves a set of values. So n distinct
;; claims need n candidates and no quantifier; a claim that stands in the term twice counts once.
;;
;; A key with several values is never a variable. An operator without set operator on such a key is what AWS
;; says not to write, and not what it then means: assumption `plain-operator-on-multivalued-key`, `some-value`
;; or `every-value`. Where an answer depends on it, it is `unknown`.

(set-logic ALL)

;; policy two-tags
;;   {"Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": "team"},
;;                  "ForAnyValue:StringLike": {"aws:TagKeys": "c*"}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 2| String)
(assert (and (or (and |aws:tagkeys 1 in| (= |aws:tagkeys 1| "team")) (and |aws:tagkeys 2 in| (= |aws:tagkeys 2| "team"))) (or (and |aws:tagkeys 1 in| (str.in_re |aws:tagkeys 1| (re.++ (str.to_re "c") re.all))) (and |aws:tagkeys 2 in| (str.in_re |aws:tagkeys 2| (re.++ (str.to_re "c") re.all))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of two-tags
;;   {"context": {"aws:TagKeys": ["team", "cost"]}} => true
;;   {"context": {"aws:TagKeys": ["team", "stage", "cost", "zone"]}} => true
;;   {"context": {"aws:TagKeys": ["team"]}} => false
;;   {"context": {"aws:TagKeys": ["cost"]}} => false

;; policy at-most-one-kind
;;   {"Condition": {"ForAllValues:StringLike": {"aws:TagKeys": "t*"}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3| String)
(define-fun term-1 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in|))
(assert (or (not term-1) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (str.in_re |aws:tagkeys 1| (re.++ (str.to_re "t") re.all)))) (and |aws:tagkeys 2 in| (not (str.in_re |aws:tagkeys 2| (re.++ (str.to_re "t") re.all)))) (and |aws:tagkeys 3 in| (not (str.in_re |aws:tagkeys 3| (re.++ (str.to_re "t") re.all))))))) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| ""))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| ""))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| ""))))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law no-one-element-is-two: two-tags and at-most-one-kind, expect unsat
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 3| String)
(declare-const |aws:tagkeys 4 in| Bool)
(declare-const |aws:tagkeys 4| String)
(declare-const |aws:tagkeys 5 in| Bool)
(declare-const |aws:tagkeys 5| String)
(define-fun term-1 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in| |aws:tagkeys 4 in| |aws:tagkeys 5 in|))
(assert (and (or (and |aws:tagkeys 1 in| (= |aws:tagkeys 1| "team")) (and |aws:tagkeys 2 in| (= |aws:tagkeys 2| "team")) (and |aws:tagkeys 3 in| (= |aws:tagkeys 3| "team")) (and |aws:tagkeys 4 in| (= |aws:tagkeys 4| "team")) (and |aws:tagkeys 5 in| (= |aws:tagkeys 5| "team"))) (or (and |aws:tagkeys 1 in| (str.in_re |aws:tagkeys 1| (re.++ (str.to_re "c") re.all))) (and |aws:tagkeys 2 in| (str.in_re |aws:tagkeys 2| (re.++ (str.to_re "c") re.all))) (and |aws:tagkeys 3 in| (str.in_re |aws:tagkeys 3| (re.++ (str.to_re "c") re.all))) (and |aws:tagkeys 4 in| (str.in_re |aws:tagkeys 4| (re.++ (str.to_re "c") re.all))) (and |aws:tagkeys 5 in| (str.in_re |aws:tagkeys 5| (re.++ (str.to_re "c") re.all)))) (or (not term-1) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (str.in_re |aws:tagkeys 1| (re.++ (str.to_re "t") re.all)))) (and |aws:tagkeys 2 in| (not (str.in_re |aws:tagkeys 2| (re.++ (str.to_re "t") re.all)))) (and |aws:tagkeys 3 in| (not (str.in_re |aws:tagkeys 3| (re.++ (str.to_re "t") re.all)))) (and |aws:tagkeys 4 in| (not (str.in_re |aws:tagkeys 4| (re.++ (str.to_re "t") re.all)))) (and |aws:tagkeys 5 in| (not (str.in_re |aws:tagkeys 5| (re.++ (str.to_re "t") re.all))))))) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| ""))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| ""))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| ""))) (and |aws:tagkeys 4 in| (not (= |aws:tagkeys 4| ""))) (and |aws:tagkeys 5 in| (not (= |aws:tagkeys 5| "")))))))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; policy some-a
;;   {"Condition": {"ForAnyValue:StringLike": {"aws:TagKeys": "a*"}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(assert (and |aws:tagkeys 1 in| (str.in_re |aws:tagkeys 1| (re.++ (str.to_re "a") re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy some-z
;;   {"Condition": {"ForAnyValue:StringLike": {"aws:TagKeys": "*z"}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(assert (and |aws:tagkeys 1 in| (str.in_re |aws:tagkeys 1| (re.++ re.all (str.to_re "z")))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy some-az
;;   {"Condition": {"ForAnyValue:StringLike": {"aws:TagKeys": "a*z"}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(assert (and |aws:tagkeys 1 in| (str.in_re |aws:tagkeys 1| (re.++ (str.to_re "a") re.all (str.to_re "z")))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy this-one
;;   {"Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": "abcz"}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(assert (and |aws:tagkeys 1 in| (= |aws:tagkeys 1| "abcz")))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy no-az
;;   {"Condition": {"ForAllValues:StringNotLike": {"aws:TagKeys": "a*z"}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3| String)
(define-fun term-1 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in|))
(assert (or (not term-1) (and term-1 (not (or (and |aws:tagkeys 1 in| (str.in_re |aws:tagkeys 1| (re.++ (str.to_re "a") re.all (str.to_re "z")))) (and |aws:tagkeys 2 in| (str.in_re |aws:tagkeys 2| (re.++ (str.to_re "a") re.all (str.to_re "z")))) (and |aws:tagkeys 3 in| (str.in_re |aws:tagkeys 3| (re.++ (str.to_re "a") re.all (str.to_re "z"))))))) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| ""))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| ""))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| ""))))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law one-element-that-is-both: this-one and not (some-a and some-z), expect unsat
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 3| String)
(assert (and (or (and |aws:tagkeys 1 in| (= |aws:tagkeys 1| "abcz")) (and |aws:tagkeys 2 in| (= |aws:tagkeys 2| "abcz")) (and |aws:tagkeys 3 in| (= |aws:tagkeys 3| "abcz"))) (not (and (or (and |aws:tagkeys 1 in| (str.in_re |aws:tagkeys 1| (re.++ (str.to_re "a") re.all))) (and |aws:tagkeys 2 in| (str.in_re |aws:tagkeys 2| (re.++ (str.to_re "a") re.all))) (and |aws:tagkeys 3 in| (str.in_re |aws:tagkeys 3| (re.++ (str.to_re "a") re.all)))) (or (and |aws:tagkeys 1 in| (str.in_re |aws:tagkeys 1| (re.++ re.all (str.to_re "z")))) (and |aws:tagkeys 2 in| (str.in_re |aws:tagkeys 2| (re.++ re.all (str.to_re "z")))) (and |aws:tagkeys 3 in| (str.in_re |aws:tagkeys 3| (re.++ re.all (str.to_re "z")))))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law two-elements-that-are-each-one: some-a and some-z and not some-az, expect sat
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 3| String)
(assert (and (or (and |aws:tagkeys 1 in| (str.in_re |aws:tagkeys 1| (re.++ (str.to_re "a") re.all))) (and |aws:tagkeys 2 in| (str.in_re |aws:tagkeys 2| (re.++ (str.to_re "a") re.all))) (and |aws:tagkeys 3 in| (str.in_re |aws:tagkeys 3| (re.++ (str.to_re "a") re.all)))) (or (and |aws:tagkeys 1 in| (str.in_re |aws:tagkeys 1| (re.++ re.all (str.to_re "z")))) (and |aws:tagkeys 2 in| (str.in_re |aws:tagkeys 2| (re.++ re.all (str.to_re "z")))) (and |aws:tagkeys 3 in| (str.in_re |aws:tagkeys 3| (re.++ re.all (str.to_re "z"))))) (not (or (and |aws:tagkeys 1 in| (str.in_re |aws:tagkeys 1| (re.++ (str.to_re "a") re.all (str.to_re "z")))) (and |aws:tagkeys 2 in| (str.in_re |aws:tagkeys 2| (re.++ (str.to_re "a") re.all (str.to_re "z")))) (and |aws:tagkeys 3 in| (str.in_re |aws:tagkeys 3| (re.++ (str.to_re "a") re.all (str.to_re "z"))))))))
(set-info :status sat)
(check-sat)
(pop 1)
;; law they-are-two: some-a and some-z and no-az, expect sat
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 3| String)
(declare-const |aws:tagkeys 4 in| Bool)
(declare-const |aws:tagkeys 4| String)
(declare-const |aws:tagkeys 5 in| Bool)
(declare-const |aws:tagkeys 5| String)
(define-fun term-1 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in| |aws:tagkeys 4 in| |aws:tagkeys 5 in|))
(assert (and (or (and |aws:tagkeys 1 in| (str.in_re |aws:tagkeys 1| (re.++ (str.to_re "a") re.all))) (and |aws:tagkeys 2 in| (str.in_re |aws:tagkeys 2| (re.++ (str.to_re "a") re.all))) (and |aws:tagkeys 3 in| (str.in_re |aws:tagkeys 3| (re.++ (str.to_re "a") re.all))) (and |aws:tagkeys 4 in| (str.in_re |aws:tagkeys 4| (re.++ (str.to_re "a") re.all))) (and |aws:tagkeys 5 in| (str.in_re |aws:tagkeys 5| (re.++ (str.to_re "a") re.all)))) (or (and |aws:tagkeys 1 in| (str.in_re |aws:tagkeys 1| (re.++ re.all (str.to_re "z")))) (and |aws:tagkeys 2 in| (str.in_re |aws:tagkeys 2| (re.++ re.all (str.to_re "z")))) (and |aws:tagkeys 3 in| (str.in_re |aws:tagkeys 3| (re.++ re.all (str.to_re "z")))) (and |aws:tagkeys 4 in| (str.in_re |aws:tagkeys 4| (re.++ re.all (str.to_re "z")))) (and |aws:tagkeys 5 in| (str.in_re |aws:tagkeys 5| (re.++ re.all (str.to_re "z"))))) (or (not term-1) (and term-1 (not (or (and |aws:tagkeys 1 in| (str.in_re |aws:tagkeys 1| (re.++ (str.to_re "a") re.all (str.to_re "z")))) (and |aws:tagkeys 2 in| (str.in_re |aws:tagkeys 2| (re.++ (str.to_re "a") re.all (str.to_re "z")))) (and |aws:tagkeys 3 in| (str.in_re |aws:tagkeys 3| (re.++ (str.to_re "a") re.all (str.to_re "z")))) (and |aws:tagkeys 4 in| (str.in_re |aws:tagkeys 4| (re.++ (str.to_re "a") re.all (str.to_re "z")))) (and |aws:tagkeys 5 in| (str.in_re |aws:tagkeys 5| (re.++ (str.to_re "a") re.all (str.to_re "z"))))))) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| ""))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| ""))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| ""))) (and |aws:tagkeys 4 in| (not (= |aws:tagkeys 4| ""))) (and |aws:tagkeys 5 in| (not (= |aws:tagkeys 5| "")))))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy plain
;;   {"Condition": {"StringEquals": {"aws:TagKeys": ["team", "cost"]}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(assert (and |aws:tagkeys 1 in| (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost"))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of plain
;;   {"context": {"aws:TagKeys": ["team", "owner"]}} => true
;;   {"context": {"aws:TagKeys": ["owner"]}} => false
;;   {"context": {}} => false

;; policy plain-every, under plain-operator-on-multivalued-key=every-value
;;   {"Condition": {"StringEquals": {"aws:TagKeys": ["team", "cost"]}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2| String)
(assert (and (or |aws:tagkeys 1 in| |aws:tagkeys 2 in|) (not (or (and |aws:tagkeys 1 in| (not (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost")))) (and |aws:tagkeys 2 in| (not (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "cost"))))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of plain-every
;;   {"context": {"aws:TagKeys": ["team", "owner"]}} => false
;;   {"context": {"aws:TagKeys": ["team", "cost"]}} => true
;;   {"context": {}} => false

;; policy plain-not, under plain-operator-on-multivalued-key=every-value
;;   {"Condition": {"StringNotEquals": {"aws:TagKeys": ["team", "cost"]}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2| String)
(define-fun term-1 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in|))
(assert (or (not term-1) (and term-1 (not (or (and |aws:tagkeys 1 in| (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost"))) (and |aws:tagkeys 2 in| (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "cost"))))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of plain-not
;;   {"context": {"aws:TagKeys": ["owner", "team"]}} => false
;;   {"context": {"aws:TagKeys": ["owner"]}} => true
;;   {"context": {}} => true

;; policy any
;;   {"Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": ["team", "cost"]}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(assert (and |aws:tagkeys 1 in| (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost"))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law some-value-is-for-any-value: (plain and not any) or (any and not plain), expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)
;; law every-value-is-narrower: plain and not any, under plain-operator-on-multivalued-key=every-value, expect unsat
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3| String)
(assert (and (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in|) (not (or (and |aws:tagkeys 1 in| (not (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost")))) (and |aws:tagkeys 2 in| (not (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "cost")))) (and |aws:tagkeys 3 in| (not (or (= |aws:tagkeys 3| "team") (= |aws:tagkeys 3| "cost")))))) (not (or (and |aws:tagkeys 1 in| (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost"))) (and |aws:tagkeys 2 in| (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "cost"))) (and |aws:tagkeys 3 in| (or (= |aws:tagkeys 3| "team") (= |aws:tagkeys 3| "cost")))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law every-value-is-not-the-same: any and not plain, under plain-operator-on-multivalued-key=every-value, expect sat
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 3| String)
(assert (and (or (and |aws:tagkeys 1 in| (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost"))) (and |aws:tagkeys 2 in| (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "cost"))) (and |aws:tagkeys 3 in| (or (= |aws:tagkeys 3| "team") (= |aws:tagkeys 3| "cost")))) (not (and (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in|) (not (or (and |aws:tagkeys 1 in| (not (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost")))) (and |aws:tagkeys 2 in| (not (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "cost")))) (and |aws:tagkeys 3 in| (not (or (= |aws:tagkeys 3| "team") (= |aws:tagkeys 3| "cost"))))))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; The test on an element can depend on the request.

;; policy my-tag
;;   {"Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": "${aws:PrincipalTag/tag}"}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:principaltag/tag| String)
(declare-const |aws:principaltag/tag present| Bool)
(assert (and |aws:tagkeys 1 in| (and |aws:principaltag/tag present| (= |aws:tagkeys 1| |aws:principaltag/tag|))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of my-tag
;;   {"context": {"aws:TagKeys": ["a", "b"], "aws:PrincipalTag/tag": ["b"]}} => true
;;   {"context": {"aws:TagKeys": ["a", "b"], "aws:PrincipalTag/tag": ["c"]}} => false
;;   {"context": {"aws:TagKeys": ["a", "b"]}} => false

;; policy not-my-tag
;;   {"Condition": {"ForAllValues:StringNotEquals": {"aws:TagKeys": "${aws:PrincipalTag/tag}"}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:principaltag/tag| String)
(declare-const |aws:principaltag/tag present| Bool)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3| String)
(define-fun term-1 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in|))
(assert (or (not term-1) (and term-1 (not (or (and |aws:tagkeys 1 in| (and |aws:principaltag/tag present| (= |aws:tagkeys 1| |aws:principaltag/tag|))) (and |aws:tagkeys 2 in| (and |aws:principaltag/tag present| (= |aws:tagkeys 2| |aws:principaltag/tag|))) (and |aws:tagkeys 3 in| (and |aws:principaltag/tag present| (= |aws:tagkeys 3| |aws:principaltag/tag|)))))) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| ""))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| ""))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| ""))))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of not-my-tag
;;   {"context": {"aws:TagKeys": ["a", "b"], "aws:PrincipalTag/tag": ["b"]}} => false
;;   {"context": {"aws:TagKeys": ["a", "b"]}} => true
;;   {"context": {}} => true

;; policy empty-tag
;;   {"Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": ""}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(assert (and |aws:tagkeys 1 in| (= |aws:tagkeys 1| "")))
(set-info :status sat)
(check-sat)
(pop 1)

;; law mine-or-not: not (my-tag or not-my-tag), expect unsat
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:principaltag/tag| String)
(declare-const |aws:principaltag/tag present| Bool)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3| String)
(define-fun term-1 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in|))
(define-fun term-2 () Bool (or (and |aws:tagkeys 1 in| (and |aws:principaltag/tag present| (= |aws:tagkeys 1| |aws:principaltag/tag|))) (and |aws:tagkeys 2 in| (and |aws:principaltag/tag present| (= |aws:tagkeys 2| |aws:principaltag/tag|))) (and |aws:tagkeys 3 in| (and |aws:principaltag/tag present| (= |aws:tagkeys 3| |aws:principaltag/tag|)))))
(assert (not (or (not term-1) term-2 (and term-1 (not term-2)) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| ""))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| ""))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| "")))))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law not-both-but-for-the-empty-tag: my-tag and not-my-tag and not empty-tag, expect unsat
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:principaltag/tag| String)
(declare-const |aws:principaltag/tag present| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 3| String)
(declare-const |aws:tagkeys 4 in| Bool)
(declare-const |aws:tagkeys 4| String)
(define-fun term-1 () Bool (or (and |aws:tagkeys 1 in| (and |aws:principaltag/tag present| (= |aws:tagkeys 1| |aws:principaltag/tag|))) (and |aws:tagkeys 2 in| (and |aws:principaltag/tag present| (= |aws:tagkeys 2| |aws:principaltag/tag|))) (and |aws:tagkeys 3 in| (and |aws:principaltag/tag present| (= |aws:tagkeys 3| |aws:principaltag/tag|))) (and |aws:tagkeys 4 in| (and |aws:principaltag/tag present| (= |aws:tagkeys 4| |aws:principaltag/tag|)))))
(define-fun term-2 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in| |aws:tagkeys 4 in|))
(assert (and term-1 (or (not term-2) (and term-2 (not term-1)) (and term-2 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| ""))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| ""))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| ""))) (and |aws:tagkeys 4 in| (not (= |aws:tagkeys 4| ""))))))) (not (or (and |aws:tagkeys 1 in| (= |aws:tagkeys 1| "")) (and |aws:tagkeys 2 in| (= |aws:tagkeys 2| "")) (and |aws:tagkeys 3 in| (= |aws:tagkeys 3| "")) (and |aws:tagkeys 4 in| (= |aws:tagkeys 4| ""))))))
(set-info :status unsat)
(check-sat)
(pop 1)

;; Keys may be called what a candidate, an attribute or a presence is called.

;; policy a-set
;;   {"Condition": {"ForAnyValue:StringEquals": {"custom:x": "a"}}}
;; emits
(push 1)
(declare-const |custom:x 1 in| Bool)
(declare-const |custom:x 1| String)
(assert (and |custom:x 1 in| (= |custom:x 1| "a")))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy a-key-like-its-element
;;   {"Action": "s3:get*", "Condition": {"StringEquals": {"custom:x 1": "b", "action": "c", "custom:x 1 present": "d"}}}
;; emits
(push 1)
(declare-const action String)
(declare-const |key "custom:x 1" present| Bool)
(declare-const |key "custom:x 1"| String)
(declare-const |key "action" present| Bool)
(declare-const |key "action"| String)
(declare-const |key "custom:x 1 present" present| Bool)
(declare-const |key "custom:x 1 present"| String)
(assert (and (str.in_re action (re.++ (str.to_re "s3:get") re.all)) |key "custom:x 1" present| (= |key "custom:x 1"| "b") |key "action" present| (= |key "action"| "c") |key "custom:x 1 present" present| (= |key "custom:x 1 present"| "d")))
(set-info :status sat)
(check-sat)
(pop 1)

;; law names-are-apart: a-set and a-key-like-its-element, expect sat
(push 1)
(declare-const |custom:x 1 in| Bool)
(declare-const |custom:x 1| String)
(declare-const action String)
(declare-const |key "custom:x 1" present| Bool)
(declare-const |key "custom:x 1"| String)
(declare-const |key "action" present| Bool)
(declare-const |key "action"| String)
(declare-const |key "custom:x 1 present" present| Bool)
(declare-const |key "custom:x 1 present"| String)
(assert (and (and |custom:x 1 in| (= |custom:x 1| "a")) (str.in_re action (re.++ (str.to_re "s3:get") re.all)) |key "custom:x 1" present| (= |key "custom:x 1"| "b") |key "action" present| (= |key "action"| "c") |key "custom:x 1 present" present| (= |key "custom:x 1 present"| "d")))
(set-info :status sat)
(check-sat)
(pop 1)

;; …IfExists
;;
;; The suffix makes an absent key pass; a present one is tested as without it
;; (IAM/reference_policies_elements_condition_operators). All operators have it but Null. With ForAnyValue an
;; absent key passes too (derived); with ForAllValues and with a negated operator it passes anyway.
;;
;; Encoded as a disjunction with "the key is absent". Exact: the test inside is a conjunction with "present",
;; so the two cases are apart.

(set-logic ALL)

;; policy blue
;;   {"Condition": {"StringEquals": {"aws:PrincipalTag/team": "blue"}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (and |aws:principaltag/team present| (= |aws:principaltag/team| "blue")))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy blue-if-exists
;;   {"Condition": {"StringEqualsIfExists": {"aws:PrincipalTag/team": "blue"}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (or (not |aws:principaltag/team present|) (and |aws:principaltag/team present| (= |aws:principaltag/team| "blue"))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of blue-if-exists
;;   {"context": {}} => true
;;   {"context": {"aws:PrincipalTag/team": ["blue"]}} => true
;;   {"context": {"aws:PrincipalTag/team": ["red"]}} => false
;;   {"context": {"aws:PrincipalTag/team": [""]}} => false

;; policy absent
;;   {"Condition": {"Null": {"aws:PrincipalTag/team": "true"}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(assert (not |aws:principaltag/team present|))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy not-blue
;;   {"Condition": {"StringNotEquals": {"aws:PrincipalTag/team": "blue"}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (or (not |aws:principaltag/team present|) (and |aws:principaltag/team present| (not (= |aws:principaltag/team| "blue")))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy not-blue-if-exists
;;   {"Condition": {"StringNotEqualsIfExists": {"aws:PrincipalTag/team": "blue"}}}
;; emits
(push 1)
(declare-const |aws:principaltag/team present| Bool)
(declare-const |aws:principaltag/team| String)
(assert (or (not |aws:principaltag/team present|) (and |aws:principaltag/team present| (not (= |aws:principaltag/team| "blue")))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law if-exists-adds-absence: (blue-if-exists and not (blue or absent)) or ((blue or absent) and not blue-if-exists), expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)
;; law nothing-new-where-absence-passes: (not-blue and not not-blue-if-exists) or (not-blue-if-exists and not not-blue), expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)

;; policy ints
;;   {"Condition": {"NumericLessThanIfExists": {"s3:max-keys": "10"}, "IpAddressIfExists": {"aws:SourceIp": "10.0.0.0/8"}}}
;; emits
(push 1)
(declare-const |s3:max-keys present| Bool)
(declare-const |s3:max-keys is number| Bool)
(declare-const |s3:max-keys as number| Real)
(declare-const |aws:sourceip present| Bool)
(declare-const |aws:sourceip is ipv4| Bool)
(declare-const |aws:sourceip as ipv4| (_ BitVec 32))
(assert (and (or (not |s3:max-keys present|) (and |s3:max-keys present| (and |s3:max-keys is number| (< |s3:max-keys as number| 10.0)))) (or (not |aws:sourceip present|) (and |aws:sourceip present| (and |aws:sourceip is ipv4| (= ((_ extract 31 24) |aws:sourceip as ipv4|) #b00001010))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of ints
;;   {"context": {}} => true
;;   {"context": {"s3:max-keys": ["9"]}} => true
;;   {"context": {"s3:max-keys": ["9"], "aws:SourceIp": ["10.9.9.9"]}} => true
;;   {"context": {"s3:max-keys": ["9"], "aws:SourceIp": ["11.9.9.9"]}} => false
;;   {"context": {"s3:max-keys": ["nine"]}} => false

;; policy some-tag-if-exists
;;   {"Condition": {"ForAnyValue:StringEqualsIfExists": {"aws:TagKeys": "team"}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2| String)
(assert (or (not (or |aws:tagkeys 1 in| |aws:tagkeys 2 in|)) (or (and |aws:tagkeys 1 in| (= |aws:tagkeys 1| "team")) (and |aws:tagkeys 2 in| (= |aws:tagkeys 2| "team")))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of some-tag-if-exists
;;   {"context": {}} => true
;;   {"context": {"aws:TagKeys": ["cost", "team"]}} => true
;;   {"context": {"aws:TagKeys": ["cost"]}} => false

;; policy every-tag
;;   {"Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": "team"}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3| String)
(define-fun term-1 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in|))
(assert (or (not term-1) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| "team"))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| "team"))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| "team")))))) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| ""))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| ""))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| ""))))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy every-tag-if-exists
;;   {"Condition": {"ForAllValues:StringEqualsIfExists": {"aws:TagKeys": "team"}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3| String)
(define-fun term-1 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in|))
(assert (or (not term-1) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| "team"))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| "team"))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| "team")))))) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| ""))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| ""))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| ""))))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law for-all-values-passes-anyway: (every-tag and not every-tag-if-exists) or (every-tag-if-exists and not every-tag), expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)

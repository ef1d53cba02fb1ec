;; ForAnyValue:…
;;
;; Some value of the key in the request passes: one is one of the operands, or with a negated operator one is
;; none of them (IAM/reference_policies_condition-single-vs-multi-valued-context-keys). False of an absent key.
;; Negated it is not the complement of ForAnyValue, but that of ForAllValues.
;;
;; Encoded as "some candidate element is in the set and passes". Exact, see multi-valued-sets.smt2.

(set-logic ALL)

;; policy some-tag
;;   {"Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": ["team", "cost"]}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(assert (and |aws:tagkeys 1 in| (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost"))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of some-tag
;;   {"context": {"aws:TagKeys": ["team"]}} => true
;;   {"context": {"aws:TagKeys": ["owner", "team"]}} => true
;;   {"context": {"aws:TagKeys": ["owner"]}} => false
;;   {"context": {"aws:TagKeys": [""]}} => false
;;   {"context": {}} => false

;; policy some-other-tag
;;   {"Condition": {"ForAnyValue:StringNotEquals": {"aws:TagKeys": ["team", "cost"]}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(assert (and |aws:tagkeys 1 in| (not (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost")))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of some-other-tag
;;   {"context": {"aws:TagKeys": ["owner", "team"]}} => true
;;   {"context": {"aws:TagKeys": ["team", "cost"]}} => false
;;   {"context": {}} => false

;; policy known-tags
;;   {"Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": ["team", "cost"]}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3| String)
(define-fun term-1 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in|))
(assert (or (not term-1) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost")))) (and |aws:tagkeys 2 in| (not (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "cost")))) (and |aws:tagkeys 3 in| (not (or (= |aws:tagkeys 3| "team") (= |aws:tagkeys 3| "cost"))))))) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| ""))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| ""))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| ""))))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy team
;;   {"Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": "team"}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(assert (and |aws:tagkeys 1 in| (= |aws:tagkeys 1| "team")))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy te
;;   {"Condition": {"ForAnyValue:StringLike": {"aws:TagKeys": "te*"}}}
;; emits
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(assert (and |aws:tagkeys 1 in| (str.in_re |aws:tagkeys 1| (re.++ (str.to_re "te") re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

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

;; law more-operands-are-wider: team and not some-tag, expect unsat
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 2| String)
(assert (and (or (and |aws:tagkeys 1 in| (= |aws:tagkeys 1| "team")) (and |aws:tagkeys 2 in| (= |aws:tagkeys 2| "team"))) (not (or (and |aws:tagkeys 1 in| (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost"))) (and |aws:tagkeys 2 in| (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "cost")))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law a-pattern-is-wider: team and not te, expect unsat
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 2| String)
(assert (and (or (and |aws:tagkeys 1 in| (= |aws:tagkeys 1| "team")) (and |aws:tagkeys 2 in| (= |aws:tagkeys 2| "team"))) (not (or (and |aws:tagkeys 1 in| (str.in_re |aws:tagkeys 1| (re.++ (str.to_re "te") re.all))) (and |aws:tagkeys 2 in| (str.in_re |aws:tagkeys 2| (re.++ (str.to_re "te") re.all)))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law and-is-not-equal: te and not team, expect sat
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 2| String)
(assert (and (or (and |aws:tagkeys 1 in| (str.in_re |aws:tagkeys 1| (re.++ (str.to_re "te") re.all))) (and |aws:tagkeys 2 in| (str.in_re |aws:tagkeys 2| (re.++ (str.to_re "te") re.all)))) (not (or (and |aws:tagkeys 1 in| (= |aws:tagkeys 1| "team")) (and |aws:tagkeys 2 in| (= |aws:tagkeys 2| "team"))))))
(set-info :status sat)
(check-sat)
(pop 1)
;; law no-other-and-all: some-other-tag and known-tags and not empty-tag, expect unsat
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 3| String)
(declare-const |aws:tagkeys 4 in| Bool)
(declare-const |aws:tagkeys 4| String)
(define-fun term-1 () Bool (or (and |aws:tagkeys 1 in| (not (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost")))) (and |aws:tagkeys 2 in| (not (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "cost")))) (and |aws:tagkeys 3 in| (not (or (= |aws:tagkeys 3| "team") (= |aws:tagkeys 3| "cost")))) (and |aws:tagkeys 4 in| (not (or (= |aws:tagkeys 4| "team") (= |aws:tagkeys 4| "cost"))))))
(define-fun term-2 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in| |aws:tagkeys 4 in|))
(assert (and term-1 (or (not term-2) (and term-2 (not term-1)) (and term-2 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| ""))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| ""))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| ""))) (and |aws:tagkeys 4 in| (not (= |aws:tagkeys 4| ""))))))) (not (or (and |aws:tagkeys 1 in| (= |aws:tagkeys 1| "")) (and |aws:tagkeys 2 in| (= |aws:tagkeys 2| "")) (and |aws:tagkeys 3 in| (= |aws:tagkeys 3| "")) (and |aws:tagkeys 4 in| (= |aws:tagkeys 4| ""))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law one-of-the-three: not (some-other-tag or known-tags), expect unsat
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 3 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2| String)
(declare-const |aws:tagkeys 3| String)
(define-fun term-1 () Bool (or |aws:tagkeys 1 in| |aws:tagkeys 2 in| |aws:tagkeys 3 in|))
(define-fun term-2 () Bool (or (and |aws:tagkeys 1 in| (not (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost")))) (and |aws:tagkeys 2 in| (not (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "cost")))) (and |aws:tagkeys 3 in| (not (or (= |aws:tagkeys 3| "team") (= |aws:tagkeys 3| "cost"))))))
(assert (not (or (not term-1) term-2 (and term-1 (not term-2)) (and term-1 (not (or (and |aws:tagkeys 1 in| (not (= |aws:tagkeys 1| ""))) (and |aws:tagkeys 2 in| (not (= |aws:tagkeys 2| ""))) (and |aws:tagkeys 3 in| (not (= |aws:tagkeys 3| "")))))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law a-set-can-have-both: some-tag and some-other-tag, expect sat
(push 1)
(declare-const |aws:tagkeys 1 in| Bool)
(declare-const |aws:tagkeys 1| String)
(declare-const |aws:tagkeys 2 in| Bool)
(declare-const |aws:tagkeys 2| String)
(assert (and (or (and |aws:tagkeys 1 in| (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost"))) (and |aws:tagkeys 2 in| (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "cost")))) (or (and |aws:tagkeys 1 in| (not (or (= |aws:tagkeys 1| "team") (= |aws:tagkeys 1| "cost")))) (and |aws:tagkeys 2 in| (not (or (= |aws:tagkeys 2| "team") (= |aws:tagkeys 2| "cost")))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy an-office
;;   {"Condition": {"ForAnyValue:IpAddress": {"custom:Addresses": ["203.0.113.0/24", "2001:db8::/32"]}}}
;; emits
(push 1)
(declare-const |custom:addresses 1 in| Bool)
(declare-const |custom:addresses 1 is ipv4| Bool)
(declare-const |custom:addresses 1 as ipv4| (_ BitVec 32))
(declare-const |custom:addresses 1 is ipv6| Bool)
(declare-const |custom:addresses 1 as ipv6| (_ BitVec 128))
(assert (not (and |custom:addresses 1 is ipv4| |custom:addresses 1 is ipv6|)))
(assert (and |custom:addresses 1 in| (or (and |custom:addresses 1 is ipv4| (= ((_ extract 31 8) |custom:addresses 1 as ipv4|) #b110010110000000001110001)) (and |custom:addresses 1 is ipv6| (= ((_ extract 127 96) |custom:addresses 1 as ipv6|) #b00100000000000010000110110111000)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of an-office
;;   {"context": {"custom:Addresses": ["10.0.0.1", "2001:db8::7"]}} => true
;;   {"context": {"custom:Addresses": ["10.0.0.1", "2001:db9::7"]}} => false

;; policy a-large-one
;;   {"Condition": {"ForAnyValue:NumericGreaterThan": {"custom:Sizes": "100"}}}
;; emits
(push 1)
(declare-const |custom:sizes 1 in| Bool)
(declare-const |custom:sizes 1 is number| Bool)
(declare-const |custom:sizes 1 as number| Real)
(assert (and |custom:sizes 1 in| (and |custom:sizes 1 is number| (> |custom:sizes 1 as number| 100.0))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of a-large-one
;;   {"context": {"custom:Sizes": ["7", "100.5"]}} => true
;;   {"context": {"custom:Sizes": ["7", "100"]}} => false
;;   {"context": {"custom:Sizes": ["many"]}} => false
